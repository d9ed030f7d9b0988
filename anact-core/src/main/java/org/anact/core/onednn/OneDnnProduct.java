package org.anact.core.onednn;

import java.util.Arrays;
import org.anact.core.kernel.Team;
import org.anact.core.onednn.Gemm.Factor;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Products of square matrices of zeros, one for each thread of a team at once: what the processor
 * multiplies at its best, to hold layers against.
 */
public final class OneDnnProduct implements AutoCloseable {

  private final int size;
  private final Team team;
  private final FloatPointer[][] matrices;

  /**
   * Makes the matrices.
   *
   * @param size their number of rows and of columns
   * @param team the threads
   */
  public OneDnnProduct(int size, Team team) {
    this.size = size;
    this.team = team;
    this.matrices = new FloatPointer[team.size()][3];
    for (FloatPointer[] own : matrices) {
      Arrays.setAll(own, i -> new FloatPointer(new float[size * size]));
    }
  }

  /** Multiplies once in every thread. */
  public void run() {
    team.run(
        SingleThread.of(
            slice -> {
              FloatPointer[] own = matrices[slice];
              Gemm.multiply(
                  size,
                  size,
                  size,
                  new Factor(own[0], size, false),
                  new Factor(own[1], size, false),
                  false,
                  own[2],
                  size);
            }));
  }

  /** Returns the floating-point operations of one {@link #run}. */
  public double operations() {
    return 2.0 * size * size * size * team.size();
  }

  @Override
  public void close() {
    for (FloatPointer[] own : matrices) {
      Arrays.stream(own).forEach(FloatPointer::close);
    }
  }
}
