package org.anact.core.backend;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.anact.core.kernel.Kernels;
import org.anact.core.onednn.OneDnnEngine;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What ND4J really runs on, read back from the loaded libraries.
 *
 * @param backend {@code CPU} or {@code CUDA}
 * @param classifier platform and instruction set of the loaded native library, for example {@code
 *     linux-x86_64-onednn-avx512}
 * @param threads threads of the native code
 * @param nd4jThreads threads of ND4J's own operations, which differ from {@code threads} only where
 *     the environment of the process could not be changed
 * @param helpers whether Deeplearning4j's oneDNN helpers are in use
 * @param kernels the suite's own kernels in words
 * @param cuda state of the CUDA backend in words
 * @param variables environment variables that can change numbers, or {@code none}
 */
public record BackendReport(
    String backend,
    String classifier,
    int threads,
    int nd4jThreads,
    boolean helpers,
    String kernels,
    String cuda,
    String variables) {

  /** What whoever trains on CUDA is told. */
  static final String UNPROVEN = "its authors have never run this path on a GPU";

  /** Loads ND4J if nothing has, and reads its state. */
  public static BackendReport current() {
    String backend =
        Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend", "unknown");
    int threads =
        Nd4j.getEnvironment().isCPU()
            ? NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads()
            : Nd4j.getEnvironment().maxThreads();
    return new BackendReport(
        backend,
        loadedClassifier(),
        threads,
        Nd4j.getEnvironment().maxThreads(),
        helpersInUse(),
        kernelState(backend),
        cudaState(backend),
        NativeVariables.left(System.getenv()));
  }

  /** Returns one line for the terminal. */
  public String line() {
    return "ND4J %s (%s), %d thread%s, oneDNN helpers %s, kernels %s, CUDA %s"
        .formatted(
            backend,
            classifier,
            threads,
            threads == 1 ? "" : "s",
            helpers ? "on" : "off",
            kernels,
            cuda);
  }

  /** Returns the fields for a result's provenance. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("backend", backend);
    map.put("classifier", classifier);
    map.put("threads", Integer.toString(threads));
    map.put("nd4jThreads", Integer.toString(nd4jThreads));
    map.put("helpers", helpers ? "on" : "off");
    map.put("kernels", kernels);
    map.put("cuda", cuda);
    map.put("variables", variables);
    return map;
  }

  /** JavaCPP unpacks a library into a folder that is named after platform and extension. */
  static String loadedClassifier() {
    for (String library : new String[] {"nd4jcpu", "nd4jcuda"}) {
      String path = Loader.getLoadedLibraries().get(library);
      if (path != null) {
        return Path.of(path).toAbsolutePath().getParent().getFileName().toString();
      }
    }
    return "unknown";
  }

  private static boolean helpersInUse() {
    return !Boolean.parseBoolean(
            System.getProperty(NativeBackend.HELPERS_DISABLED_PROPERTY, "true"))
        && BaseMKLDNNHelper.mklDnnEnabled();
  }

  private static String kernelState(String backend) {
    if (!Kernels.isOn()) {
      return "off";
    }
    if (!"CPU".equalsIgnoreCase(backend)) {
      return "off (for the CPU only)";
    }
    return OneDnnEngine.version()
        .map(version -> "on (oneDNN " + version + ")")
        .orElse("on but for convolutions");
  }

  private static String cudaState(String backend) {
    if ("CUDA".equalsIgnoreCase(backend)) {
      return "on, %d device(s); %s"
          .formatted(Nd4j.getAffinityManager().getNumberOfDevices(), UNPROVEN);
    }
    boolean present =
        BackendReport.class
                .getClassLoader()
                .getResource("org/nd4j/linalg/jcublas/JCublasBackend.class")
            != null;
    return present ? "on the class path but did not start" : "not on the class path";
  }
}
