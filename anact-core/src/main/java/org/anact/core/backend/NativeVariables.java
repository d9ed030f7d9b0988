package org.anact.core.backend;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.systems.global.linux;
import org.bytedeco.systems.global.macosx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The environment variables that ND4J, OpenBLAS, oneDNN and OpenMP read while they are loaded.
 *
 * <p>ND4J sizes its thread pool there and then, by {@code OMP_NUM_THREADS} or the number of cores,
 * and cuts sums by that size; no later call changes it. So the variables that decide about threads
 * are set for this process before anything native is loaded, and the number of threads that was
 * asked for is the only one that counts.
 */
final class NativeVariables {

  private static final Logger log = LoggerFactory.getLogger(NativeVariables.class);

  private static final String THREADS = "OMP_NUM_THREADS";

  /** How threads of OpenMP wait, which changes no number. */
  private static final String WAITING = "OMP_WAIT_POLICY";

  /**
   * Other words on the number of threads. ND4J also turns its oneDNN operations off where it finds
   * {@code SD_MASTER_THREADS}.
   */
  private static final List<String> CLEARED =
      List.of(
          "OMP_DYNAMIC",
          "OMP_MAX_ACTIVE_LEVELS",
          "OMP_NESTED",
          "OMP_SCHEDULE",
          "OMP_THREAD_LIMIT",
          "OPENBLAS_NUM_THREADS",
          "OPENBLAS_DEFAULT_NUM_THREADS",
          "GOTO_NUM_THREADS",
          "MKL_NUM_THREADS",
          "MKL_DOMAIN_NUM_THREADS",
          "MKL_DYNAMIC",
          "SD_MAX_THREADS",
          "SD_MASTER_THREADS");

  /** Beginnings of the names of those that choose instructions, block sizes and the like. */
  private static final List<String> PREFIXES =
      List.of("DNNL_", "MKL_", "ND4J_", "ONEDNN_", "OPENBLAS_", "SD_");

  private static final String TUNABLES = "GLIBC_TUNABLES";

  private NativeVariables() {}

  /**
   * Makes native libraries that are loaded from now on use so many threads, which sleep while they
   * wait unless the user wants otherwise: in a loop they would take the cores from the kernels.
   */
  static void setThreads(int threads) {
    try {
      String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
      if (system.startsWith("linux")) {
        linux.setenv(THREADS, Integer.toString(threads), 1);
        linux.setenv(WAITING, "passive", 0);
        CLEARED.forEach(linux::unsetenv);
      } else if (system.startsWith("mac")) {
        macosx.setenv(THREADS, Integer.toString(threads), 1);
        macosx.setenv(WAITING, "passive", 0);
        CLEARED.forEach(macosx::unsetenv);
      }
    } catch (LinkageError e) {
      log.debug("the environment of this process cannot be changed", e);
    }
  }

  /** Whether a variable of this name is read and is left to the user. */
  static boolean isLeft(String name) {
    return !CLEARED.contains(name)
        && (name.equals(TUNABLES)
            || name.equals(WAITING)
            || PREFIXES.stream().anyMatch(name::startsWith));
  }

  /**
   * Returns the variables that are left and can change numbers, as {@code NAME=value}, in
   * alphabetical order, or {@code none}.
   *
   * @param environment the variables that this process was started with
   */
  static String left(Map<String, String> environment) {
    String left =
        new TreeMap<>(environment)
            .entrySet().stream()
                .filter(variable -> !CLEARED.contains(variable.getKey()))
                .flatMap(variable -> left(variable.getKey(), variable.getValue()))
                .collect(Collectors.joining(" "));
    return left.isEmpty() ? "none" : left;
  }

  private static Stream<String> left(String name, String value) {
    if (name.equals(TUNABLES)) {
      return Arrays.stream(value.split(":", -1)).filter(part -> part.startsWith("glibc.cpu."));
    }
    return PREFIXES.stream().anyMatch(name::startsWith)
        ? Stream.of(name + "=" + value)
        : Stream.empty();
  }
}
