package org.anact.core.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The instruction sets that this processor and its operating system offer.
 *
 * @param flags names as Linux gives them, in lower case; empty where the system does not tell
 */
public record CpuFeatures(Set<String> flags) {

  private static final Set<String> AVX512 =
      Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

  /** Copies the set. */
  public CpuFeatures {
    flags = Set.copyOf(flags);
  }

  /** Asks the operating system. Where it has no answer, no feature is assumed. */
  public static CpuFeatures detect() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    try {
      if (system.startsWith("linux")) {
        return fromCpuInfo(Files.readString(Path.of("/proc/cpuinfo")));
      }
      if (system.startsWith("mac")) {
        return fromSysctl();
      }
    } catch (IOException e) {
      return new CpuFeatures(Set.of());
    }
    return new CpuFeatures(Set.of());
  }

  /** Reads the text of Linux's {@code /proc/cpuinfo}; a feature counts if every core has it. */
  static CpuFeatures fromCpuInfo(String text) {
    Set<String> common = null;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("flags")) {
        Set<String> core = words(line.substring(line.indexOf(':') + 1));
        if (common == null) {
          common = core;
        } else {
          common.retainAll(core);
        }
      }
    }
    return new CpuFeatures(common == null ? Set.of() : common);
  }

  private static CpuFeatures fromSysctl() throws IOException {
    Process process =
        new ProcessBuilder("sysctl", "-n", "machdep.cpu.features", "machdep.cpu.leaf7_features")
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CpuFeatures(words(text));
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    Stream<String> parts = Arrays.stream(text.toLowerCase(Locale.ROOT).trim().split("\\s+"));
    parts.filter(word -> !word.isEmpty()).forEach(words::add);
    return words;
  }

  /** Returns whether code for AVX2 with FMA runs here. */
  public boolean hasAvx2() {
    return flags.contains("avx2") && flags.contains("fma");
  }

  /** Returns whether code for the AVX-512 subsets of server processors since 2017 runs here. */
  public boolean hasAvx512() {
    return hasAvx2() && flags.containsAll(AVX512);
  }
}
