package org.anact.bench.cli;

import org.anact.core.backend.NativeBackend;
import picocli.CommandLine.Option;

/** Options of the native backend. */
final class BackendOptions {

  /** Whether something is used. */
  enum Switch {
    ON,
    OFF
  }

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Threads of the kernels and of the native code, 0 for all cores (default:"
              + " ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--helpers",
      paramLabel = "on|off",
      defaultValue = "on",
      description = "Deeplearning4j's oneDNN helpers (default: ${DEFAULT-VALUE}).")
  private Switch helpers;

  @Option(
      names = "--kernels",
      paramLabel = "on|off",
      defaultValue = "on",
      description = "The suite's own kernels (default: ${DEFAULT-VALUE}).")
  private Switch kernels;

  /**
   * Returns the settings.
   *
   * @throws org.anact.bench.InputException if the number of threads is out of range
   */
  NativeBackend.Settings settings() {
    return settings(0);
  }

  /**
   * Returns the settings with another number of threads where the user gives none.
   *
   * @throws org.anact.bench.InputException if the number of threads is out of range
   */
  NativeBackend.Settings settings(int usualThreads) {
    OptionRange.between(0, OptionRange.MOST_JOBS, "--threads", threads);
    return new NativeBackend.Settings(
        threads == 0 ? usualThreads : threads, helpers == Switch.ON, kernels == Switch.ON);
  }
}
