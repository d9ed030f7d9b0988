package org.anact.core.fast;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.Team;
import org.anact.core.onednn.Gemm;
import org.anact.core.onednn.Gemm.Factor;
import org.anact.core.onednn.OneDnnEngine;
import org.anact.core.onednn.SingleThread;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.pointers.PagedPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The products of a dense layer, x W + b and its gradients. Each thread computes rows of the result
 * of its own, so that no sum is cut between two.
 *
 * <p>x is (N, in) and W (in, out) in column-major order, as Deeplearning4j keeps it: in memory it
 * is the row-major transpose.
 */
final class DenseProducts {

  private final Team team;
  private final INDArray weights;
  private final int in;
  private final int out;

  private DenseProducts(INDArray weights, Team team) {
    this.team = team;
    this.weights = weights;
    this.in = (int) weights.size(0);
    this.out = (int) weights.size(1);
  }

  /** Returns whether the products of this input with these weights can be computed here. */
  static boolean cover(INDArray input, INDArray weights) {
    return input.rank() == 2
        && input.dataType() == DataType.FLOAT
        && input.size(1) == weights.size(0)
        && cover(weights);
  }

  /** Returns whether the products with these weights can be computed here. */
  static boolean cover(INDArray weights) {
    return OneDnnEngine.isAvailable()
        && HostTensor.isOnHost()
        && weights.dataType() == DataType.FLOAT
        && isColumnMajor(weights);
  }

  private static boolean isColumnMajor(INDArray matrix) {
    return (matrix.stride(0) == 1 || matrix.size(0) == 1)
        && (matrix.stride(1) == matrix.size(0) || matrix.size(1) == 1);
  }

  /** Returns x W + b in the memory of activations. */
  static INDArray activate(
      INDArray x, Map<String, INDArray> params, LayerWorkspaceMgr workspaceMgr) {
    INDArray weights = params.get(WEIGHT_KEY);
    INDArray y =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {x.size(0), weights.size(1)}, 'c');
    INDArray rows = HostTensor.readable(x).orElseThrow();
    try {
      new DenseProducts(weights, Team.shared())
          .forward(HostTensor.of(rows), params.get(BIAS_KEY), HostTensor.of(y));
    } finally {
      Reference.reachabilityFence(rows);
    }
    return y;
  }

  /** Returns the step of a dense layer in inference, with these parameters. */
  static InferenceStep step(Map<String, INDArray> params) {
    INDArray weights = params.get(WEIGHT_KEY);
    INDArray bias = params.get(BIAS_KEY);
    DenseProducts products = new DenseProducts(weights, InferenceStep.ALONE);
    return new InferenceStep() {
      @Override
      public long[] outputShape() {
        return new long[] {products.out};
      }

      @Override
      public void run(int examples, List<HostTensor> inputs, HostTensor output) {
        products.forward(inputs.get(0), bias, output);
      }
    };
  }

  /** Returns the gradients of the parameters, written to their views, and dL/dx. */
  static Pair<Gradient, INDArray> back(
      INDArray x,
      INDArray epsilon,
      Map<String, INDArray> params,
      Map<String, INDArray> gradientViews,
      LayerWorkspaceMgr workspaceMgr) {
    INDArray back =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, x.shape(), 'c');
    DenseProducts products = new DenseProducts(params.get(WEIGHT_KEY), Team.shared());
    INDArray rows = HostTensor.readable(x).orElseThrow();
    INDArray delta = HostTensor.readable(epsilon).orElseThrow();
    try {
      products.backwardWeights(
          rows, delta, gradientViews.get(WEIGHT_KEY), gradientViews.get(BIAS_KEY));
      products.backwardData(delta, back);
    } finally {
      Reference.reachabilityFence(rows);
      Reference.reachabilityFence(delta);
    }
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach(gradient::setGradientFor);
    return new Pair<>(gradient, back);
  }

  /** y = x W + bias, without a bias if it is null. */
  private void forward(HostTensor x, INDArray bias, HostTensor y) {
    float[] shift = bias == null ? null : HostTensor.of(bias).toArray();
    forEachShare(
        x.length() / in,
        (from, count) -> {
          HostTensor own = y.part(from * out, count * out);
          FloatBuffer rows = own.floats();
          for (int i = 0; shift != null && i < count; i++) {
            rows.put(shift);
          }
          Gemm.multiply(
              count,
              out,
              in,
              new Factor(x.part(from * in, count * in).pointer(), in, false),
              new Factor(at(weights, 0), in, true),
              shift != null,
              own.pointer(),
              out);
        });
  }

  /** Writes dL/dx to {@code back} from dL/dy, which kernels can read. */
  private void backwardData(INDArray delta, INDArray back) {
    forEachShare(
        (int) delta.size(0),
        (from, count) ->
            Gemm.multiply(
                count,
                in,
                out,
                new Factor(at(delta, (long) from * out), out, false),
                new Factor(at(weights, 0), in, false),
                false,
                at(back, (long) from * in),
                in));
  }

  /** Writes dL/dW, in the order of W, and dL/dbias, if it is not null. */
  private void backwardWeights(
      INDArray rows, INDArray delta, INDArray gradient, INDArray biasGradient) {
    int n = (int) rows.size(0);
    forEachShare(
        out,
        (from, count) ->
            Gemm.multiply(
                count,
                in,
                n,
                new Factor(at(delta, from), out, true),
                new Factor(at(rows, 0), in, false),
                false,
                at(gradient, (long) from * in),
                in));
    if (biasGradient != null) {
      HostTensor.of(biasGradient).set(columnSums(HostTensor.of(delta).toArray(), n));
    }
  }

  private float[] columnSums(float[] matrix, int rows) {
    double[] sums = new double[out];
    for (int i = 0; i < rows; i++) {
      for (int c = 0; c < out; c++) {
        sums[c] += matrix[i * out + c];
      }
    }
    float[] rounded = new float[out];
    for (int c = 0; c < out; c++) {
      rounded[c] = (float) sums[c];
    }
    return rounded;
  }

  private void forEachShare(int length, Share share) {
    team.run(
        SingleThread.of(
            slice -> {
              int from = team.start(slice, length);
              int count = team.start(slice + 1, length) - from;
              if (count > 0) {
                share.compute(from, count);
              }
            }));
  }

  /** Some rows of a result. */
  private interface Share {
    void compute(int from, int count);
  }

  private static Pointer at(INDArray array, long element) {
    return new PagedPointer(array.data().addressPointer().address() + element * Float.BYTES);
  }
}
