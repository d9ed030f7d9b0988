package org.anact.core.backend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.anact.core.kernel.Kernels;
import org.anact.core.kernel.Team;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Prepares ND4J: picks the native library that fits the processor and lets Deeplearning4j use
 * oneDNN.
 *
 * <p>Call {@link #activate} before the first use of ND4J; both choices are read when its classes
 * are loaded. {@link BackendReport} says what was really loaded.
 */
public final class NativeBackend {

  static final String EXTENSION_PROPERTY = "org.bytedeco.javacpp.platform.extension";
  private static final String JAVACPP_LOGGER_PROPERTY = "org.bytedeco.javacpp.logger";
  static final String HELPERS_DISABLED_PROPERTY = "org.eclipse.deeplearning4j.helpers.disable";

  /** Environment variable that names the backend: {@code cuda}, or anything else for the CPU. */
  static final String VARIABLE = "ANACT_BACKEND";

  private static final String BINDINGS = "org/nd4j/linalg/cpu/nativecpu/bindings/";

  /** ND4J collects garbage every 100 ms by default, which turns seconds into hours. */
  private static final int GC_WINDOW_MILLIS = 60_000;

  private NativeBackend() {}

  /**
   * Settings of the backend.
   *
   * @param threads threads of the kernels and of the native code; 0 for as many as {@link
   *     Team#THREADS_PROPERTY} says, or else one for each processor
   * @param helpers whether Deeplearning4j may use its oneDNN helpers; there are none on CUDA
   * @param kernels whether layers use the suite's own kernels, and the helpers only for the rest
   */
  public record Settings(int threads, boolean helpers, boolean kernels) {

    /** Checks the range. */
    public Settings {
      if (threads < 0) {
        throw new IllegalArgumentException(
            "threads is " + threads + ": give 1 or more, or 0 for all of the machine's");
      }
    }

    /** Returns what the suite uses unless told otherwise: all threads, helpers and kernels on. */
    public static Settings defaults() {
      return new Settings(0, true, true);
    }

    /** Returns the number of threads, 1 or more. */
    public int threadCount() {
      return threads > 0
          ? threads
          : Integer.getInteger(Team.THREADS_PROPERTY, Runtime.getRuntime().availableProcessors());
    }
  }

  /**
   * Loads ND4J with these settings. A native library that the user has named by JavaCPP's own
   * property stays.
   *
   * @throws BackendException if the native libraries cannot be unpacked or loaded, or if {@code
   *     ANACT_BACKEND} asks for CUDA and CUDA does not start
   */
  public static void activate(Settings settings) {
    boolean cuda = isCuda(System.getenv());
    Path cache = NativeCache.current();
    System.setProperty(NativeCache.PROPERTY, cache.toString());
    System.setProperty(HELPERS_DISABLED_PROPERTY, Boolean.toString(!settings.helpers()));
    System.setProperty(Kernels.PROPERTY, Boolean.toString(settings.kernels()));
    String threads = Integer.toString(settings.threadCount());
    System.setProperty(Team.THREADS_PROPERTY, threads);
    // Otherwise JavaCPP prints its warnings itself, past the program's choice of what is shown.
    System.setProperty(JAVACPP_LOGGER_PROPERTY, "slf4j");
    if (System.getProperty(EXTENSION_PROPERTY) == null) {
      chooseExtension(platform(), CpuFeatures.detect())
          .ifPresent(extension -> System.setProperty(EXTENSION_PROPERTY, extension));
    }
    if (cuda) {
      requireCuda(new NativeCuda(), System.getenv(CudaDevices.VARIABLE));
    }
    try {
      load(settings);
    } catch (LinkageError e) {
      throw new BackendException(
          ("ND4J's native library cannot be loaded from '%s' (%s): delete that folder if a disk was"
                  + " full when it was filled, or name another with %s")
              .formatted(cache, innermost(e), NativeCache.VARIABLE),
          e);
    }
  }

  /** Whether an environment asks for the CUDA backend. */
  static boolean isCuda(Map<String, String> environment) {
    return "cuda".equals(environment.get(VARIABLE));
  }

  /** Names what keeps CUDA from starting, where ND4J would take the CPU and say nothing. */
  static void requireCuda(CudaSystem system, String visible) {
    CudaCheck.problem(system, visible)
        .ifPresent(
            problem -> {
              throw new BackendException(VARIABLE + " is cuda, but " + problem, null);
            });
  }

  /**
   * Whether the native libraries, or the memory that they ask for, depend on an environment
   * variable of this name, so that another process needs it for the same numbers at the same speed.
   */
  public static boolean reads(String variable) {
    return NativeVariables.isLeft(variable);
  }

  private static Throwable innermost(Throwable e) {
    return e.getCause() == null ? e : innermost(e.getCause());
  }

  private static void load(Settings settings) {
    NativeVariables.setThreads(settings.threadCount());
    Nd4j.getMemoryManager().setAutoGcWindow(GC_WINDOW_MILLIS);
    if (!Nd4j.getEnvironment().isCPU()) {
      // Deeplearning4j has no helpers for CUDA here, and says so in hundreds of lines. The number
      // of OpenMP's threads means something else there.
      System.setProperty(HELPERS_DISABLED_PROPERTY, "true");
      return;
    }
    if (isCuda(System.getenv())) {
      throw new BackendException(
          VARIABLE
              + " is cuda, but ND4J has taken the CPU although CUDA is there: unset"
              + " BACKEND_PRIORITY_CPU and BACKEND_PRIORITY_GPU, or send the output of './anact"
              + " doctor' to its authors",
          null);
    }
    // ND4J's start has set both from the variable that the user may have set.
    Nd4j.factory().blas().setMaxThreads(settings.threadCount());
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(settings.threadCount());
  }

  /** Returns the best build on the class path that the processor can run, best first. */
  private static Optional<String> chooseExtension(String platform, CpuFeatures cpu) {
    return candidates(cpu).stream()
        .filter(extension -> isOnClassPath(platform + extension))
        .findFirst();
  }

  /** Returns the extensions of ND4J's builds that this processor can run, best first. */
  static List<String> candidates(CpuFeatures cpu) {
    List<String> names = new ArrayList<>();
    if (cpu.hasAvx512()) {
      names.add("-onednn-avx512");
    }
    if (cpu.hasAvx2()) {
      names.add("-onednn-avx2");
    }
    names.add("-onednn");
    return names;
  }

  static boolean isOnClassPath(String platformWithExtension) {
    ClassLoader loader = NativeBackend.class.getClassLoader();
    return List.of("libnd4jcpu.so", "libnd4jcpu.dylib", "nd4jcpu.dll").stream()
        .anyMatch(
            file -> loader.getResource(BINDINGS + platformWithExtension + "/" + file) != null);
  }

  /** Returns the platform in JavaCPP's spelling, for example linux-x86_64. */
  static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String name =
        system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macosx" : "linux";
    String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return name
        + "-"
        + switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "arm64";
          default -> architecture;
        };
  }
}
