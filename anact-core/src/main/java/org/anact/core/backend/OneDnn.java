package org.anact.core.backend;

import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.linalg.factory.Nd4j;

/** Tells whether ND4J's native library has oneDNN. */
public final class OneDnn {

  private OneDnn() {}

  /**
   * Returns whether the CPU backend is loaded from a build with oneDNN that is allowed to use it.
   * ND4J's own flag is true in builds without oneDNN too, so the build's name is asked as well.
   */
  public static boolean isUsedByBackend() {
    return Nd4j.getEnvironment().isCPU()
        && BackendReport.loadedClassifier().contains("onednn")
        && Nd4jCpu.Environment.getInstance().isUseONEDNN();
  }
}
