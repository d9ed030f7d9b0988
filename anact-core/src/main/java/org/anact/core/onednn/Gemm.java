package org.anact.core.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Products of row-major matrices of floats (BLAS's {@code sgemm}) in the calling thread. Call it
 * within {@link SingleThread}: the threads are the caller's.
 */
public final class Gemm {

  private Gemm() {}

  /**
   * A factor of a product.
   *
   * @param address its first element; a pointer's position is ignored
   * @param stride elements from one row to the next, as it lies in memory
   * @param transposed whether the product takes the transpose of what lies in memory
   */
  public record Factor(Pointer address, int stride, boolean transposed) {

    private byte mode() {
      return (byte) (transposed ? 'T' : 'N');
    }
  }

  /**
   * Computes out = a b, or out = out + a b.
   *
   * @param rows rows of a and out
   * @param columns columns of b and out
   * @param inner columns of a and rows of b
   * @param add whether the product is added to what is there
   * @param out the result
   * @param stride elements from one row of the result to the next
   * @throws IllegalStateException if oneDNN refuses
   */
  public static void multiply(
      int rows, int columns, int inner, Factor a, Factor b, boolean add, Pointer out, int stride) {
    OneDnnEngine.check(
        dnnl.dnnl_sgemm(
            a.mode(),
            b.mode(),
            rows,
            columns,
            inner,
            1f,
            new FloatPointer(a.address()),
            a.stride(),
            new FloatPointer(b.address()),
            b.stride(),
            add ? 1f : 0f,
            new FloatPointer(out),
            stride),
        "multiply matrices");
  }
}
