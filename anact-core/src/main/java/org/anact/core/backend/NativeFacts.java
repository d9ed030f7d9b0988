package org.anact.core.backend;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What there is of native code here, asked without ND4J, which may not start. */
public final class NativeFacts {

  private NativeFacts() {}

  /** Returns the folder that native libraries are unpacked into; it is made if there is none. */
  public static Path cacheFolder() {
    return NativeCache.current();
  }

  /** Returns names and values, in order; what cannot be found out is a value that says so. */
  public static Map<String, String> current() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("platform", NativeBackend.platform());
    CpuFeatures cpu = CpuFeatures.detect();
    facts.put(
        "instructions",
        (cpu.hasAvx512() ? "AVX-512, " : "") + (cpu.hasAvx2() ? "AVX2" : "neither AVX2 nor more"));
    List<String> candidates = NativeBackend.candidates(cpu);
    facts.put("native libraries found", found(candidates, true));
    facts.put("native libraries missing", found(candidates, false));
    facts.put("backend asked for", NativeBackend.isCuda(System.getenv()) ? "CUDA" : "CPU");
    if (NativeBackend.isCuda(System.getenv())) {
      cuda(facts, new NativeCuda(), System.getenv(CudaDevices.VARIABLE));
    }
    return facts;
  }

  private static String found(List<String> candidates, boolean there) {
    String names =
        candidates.stream()
            .map(extension -> NativeBackend.platform() + extension)
            .filter(name -> NativeBackend.isOnClassPath(name) == there)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  /** As far as it goes: a problem ends it, and is told where ND4J is started. */
  static void cuda(Map<String, String> facts, CudaSystem system, String visible) {
    facts.put(CudaDevices.VARIABLE, visible == null ? "not set" : "'" + visible + "'");
    Optional<String> driver = system.loadDriver();
    facts.put("NVIDIA driver", driver.map(e -> "none (" + e + ")").orElse("found"));
    if (driver.isPresent() || system.loadRuntime().isPresent() || system.init() != 0) {
      return;
    }
    int version = system.driverVersion();
    facts.put(
        "NVIDIA driver",
        "found, for CUDA up to %d.%d".formatted(version / 1000, version % 1000 / 10));
    system
        .devices()
        .forEach(
            device ->
                facts.put(
                    "GPU " + device.index(),
                    device.words() + (device.isSupported() ? "" : ", which ND4J cannot use")));
  }
}
