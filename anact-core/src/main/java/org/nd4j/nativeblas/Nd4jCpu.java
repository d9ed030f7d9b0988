package org.nd4j.nativeblas;

import org.anact.core.backend.OneDnn;

/**
 * Answers Deeplearning4j's question whether ND4J runs with oneDNN.
 *
 * <p>Deeplearning4j 1.0.0-M2.1 asks a class of this name, by reflection, before it uses its oneDNN
 * convolution, batch-norm and pooling. ND4J moved that class to another package in the same
 * release, so the question fails and every layer falls back to the slow path in silence. The answer
 * here is the one that ND4J itself gives, at its new address.
 */
public final class Nd4jCpu {

  private Nd4jCpu() {}

  /** Stands in for the class that moved; only the two methods that are asked exist. */
  public static final class Environment {

    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    /** Returns the instance. */
    public static Environment getInstance() {
      return INSTANCE;
    }

    /** Returns whether the native library that is loaded has oneDNN and may use it. */
    public boolean isUseMKLDNN() {
      return OneDnn.isUsedByBackend();
    }
  }
}
