package org.anact.core.backend;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out why ND4J's CUDA backend would not start; ND4J itself would take the CPU and go on. */
final class CudaCheck {

  private static final Pattern MISSING =
      Pattern.compile("([^\\s:/\\\\]+\\.(?:so|dll)[.0-9]*): cannot open shared object file");

  /** CUDA 11.6 runs on every driver of CUDA 11. */
  private static final int LEAST_DRIVER = 11_000;

  /** Error codes of {@code cuInit}. */
  static final int NO_DEVICE = 100;

  private static final int MISMATCH = 803;

  private CudaCheck() {}

  /**
   * Returns the first obstacle in one sentence, with what to do about it; empty if there is none.
   *
   * @param visible value of {@code CUDA_VISIBLE_DEVICES}, may be null
   */
  static Optional<String> problem(CudaSystem system, String visible) {
    if (!system.isInBuild()) {
      return Optional.of(
          "this build has no CUDA backend: build it with mvn -Pcuda, as ./anact does where"
              + " ANACT_BACKEND is cuda");
    }
    Optional<String> driver = system.loadDriver();
    if (driver.isPresent()) {
      return Optional.of(
          "there is no NVIDIA driver (%s): install one for CUDA 11 or later; in a container, start it with the GPU, as with docker run --gpus all"
              .formatted(driver.get()));
    }
    Optional<String> runtime = system.loadRuntime();
    if (runtime.isPresent()) {
      return Optional.of(missing(runtime.get()));
    }
    int code = system.init();
    if (code == NO_DEVICE) {
      return Optional.of(noDevice(visible));
    }
    if (code != 0) {
      return Optional.of(
          "the NVIDIA driver does not start (CUDA error %d%s): see whether nvidia-smi works, and restart the machine if the driver was updated"
              .formatted(
                  code, code == MISMATCH ? ", its library and its kernel module differ" : ""));
    }
    int version = system.driverVersion();
    if (version < LEAST_DRIVER) {
      return Optional.of(
          "the NVIDIA driver is for CUDA %d.%d: install one for CUDA 11 or later"
              .formatted(version / 1000, version % 1000 / 10));
    }
    List<CudaDevice> devices = system.devices();
    if (devices.isEmpty()) {
      return Optional.of(noDevice(visible));
    }
    Optional<CudaDevice> unfit =
        devices.stream().filter(device -> !device.isSupported()).findFirst();
    if (unfit.isPresent()) {
      return Optional.of(unfit(unfit.get(), devices));
    }
    int error = system.startRuntime();
    if (error != 0) {
      return Optional.of(
          "the libraries of CUDA 11.6 find no GPU although the NVIDIA driver does (CUDA error %d): update the driver"
              .formatted(error));
    }
    return system.loadBackend().map(CudaCheck::missing);
  }

  private static String noDevice(String visible) {
    return "the NVIDIA driver finds no GPU that this process may use ("
        + (visible == null
            ? "CUDA_VISIBLE_DEVICES is not set): see what nvidia-smi lists"
            : "CUDA_VISIBLE_DEVICES is '%s'): unset it, or name GPUs that nvidia-smi -L lists"
                .formatted(visible));
  }

  private static String unfit(CudaDevice device, List<CudaDevice> all) {
    String others =
        all.stream().anyMatch(CudaDevice::isSupported)
            ? "hide it by setting CUDA_VISIBLE_DEVICES to the others"
            : "use the CPU, with ANACT_BACKEND unset";
    return "%s, cannot run ND4J's CUDA release, which holds code for compute capability 3.7 to 8.6 (8.7 and 8.9 run that of 8.6, 9.0 and later nothing): %s"
        .formatted(device.words(), others);
  }

  private static String missing(String linker) {
    Matcher name = MISSING.matcher(linker);
    if (!name.find()) {
      return "a CUDA library cannot be loaded (%s): delete the folder that ANACT_CACHE names if a disk was full when it was filled"
          .formatted(linker);
    }
    return "the CUDA library %s is missing: the build downloads it with org.bytedeco:cuda (redist), so build again with ANACT_BACKEND=cuda; else install CUDA 11.6 with cuDNN 8 and name its folder in LD_LIBRARY_PATH"
        .formatted(name.group(1));
  }
}
