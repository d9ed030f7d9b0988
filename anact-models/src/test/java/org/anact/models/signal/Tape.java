package org.anact.models.signal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Small networks in plain Java and double precision, forward and back, written for reading: what
 * the recorder's numbers are held against.
 */
final class Tape {

  /** A tensor (images, height, width, channels) with the gradient of the summed loss. */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares it
  record Value(int images, int height, int width, int channels, double[] data, double[] gradient) {

    static Value of(int images, int height, int width, int channels) {
      int size = images * height * width * channels;
      return new Value(images, height, width, channels, new double[size], new double[size]);
    }

    int at(int image, int row, int column, int channel) {
      return ((image * height + row) * width + column) * channels + channel;
    }
  }

  /** What the recorder should tell of an activation. */
  record Site(
      Value input,
      Value output,
      double meanSquare,
      double slopeSquare,
      double lambda,
      double mu,
      double scale) {}

  /** An activation f with its derivative. */
  record Function(DoubleUnaryOperator value, DoubleUnaryOperator slope) {}

  private final Deque<Runnable> backward = new ArrayDeque<>();
  private final Map<String, Site> sites = new LinkedHashMap<>();
  private final Map<String, double[]> weightGradients = new LinkedHashMap<>();

  Map<String, Site> sites() {
    return sites;
  }

  Map<String, double[]> weightGradients() {
    return weightGradients;
  }

  /** A convolution without bias that keeps the size, or halves it; weights (out, in, k, k). */
  Value convolution(String name, Value x, INDArray weights, int stride) {
    int kernel = (int) weights.size(2);
    int channels = (int) weights.size(0);
    int height = (x.height + stride - 1) / stride;
    int width = (x.width + stride - 1) / stride;
    int padding = (kernel - 1) / 2;
    Value y = Value.of(x.images, height, width, channels);
    double[] w = weights.dup('c').data().asDouble();
    double[] dw = new double[w.length];
    weightGradients.put(name, dw);
    forEachTap(
        x, y, kernel, stride, padding, (from, to, tap) -> y.data[to] += w[tap] * x.data[from]);
    backward.push(
        () ->
            forEachTap(
                x,
                y,
                kernel,
                stride,
                padding,
                (from, to, tap) -> {
                  x.gradient[from] += w[tap] * y.gradient[to];
                  dw[tap] += x.data[from] * y.gradient[to];
                }));
    return y;
  }

  private interface Tap {
    void visit(int from, int to, int weight);
  }

  private static void forEachTap(Value x, Value y, int kernel, int stride, int padding, Tap tap) {
    for (int n = 0; n < y.images; n++) {
      for (int r = 0; r < y.height; r++) {
        for (int c = 0; c < y.width; c++) {
          for (int a = 0; a < kernel; a++) {
            for (int b = 0; b < kernel; b++) {
              int row = r * stride - padding + a;
              int column = c * stride - padding + b;
              if (row < 0 || row >= x.height || column < 0 || column >= x.width) {
                continue;
              }
              for (int o = 0; o < y.channels; o++) {
                for (int i = 0; i < x.channels; i++) {
                  int weight = ((o * x.channels + i) * kernel + a) * kernel + b;
                  tap.visit(x.at(n, row, column, i), y.at(n, r, c, o), weight);
                }
              }
            }
          }
        }
      }
    }
  }

  /** A dense layer without bias; weights (in, out). */
  Value dense(String name, Value x, INDArray weights) {
    INDArray turned = weights.transpose();
    long[] shape = {turned.size(0), turned.size(1), 1, 1};
    return convolution(name, x, turned.dup('c').reshape('c', shape), 1);
  }

  /** A plain activation. */
  Value activation(String name, Value y, Function f) {
    return activation(name, y, f, false, 0);
  }

  /** An activation, normalized by ANAct in its first training batch if so said. */
  Value activation(String name, Value y, Function f, boolean normalized, double alpha) {
    double mean = 0;
    double square = 0;
    double slopeSquare = 0;
    for (double v : y.data) {
      double value = f.value.applyAsDouble(v);
      double slope = f.slope.applyAsDouble(v);
      mean += value / y.data.length;
      square += value * value / y.data.length;
      slopeSquare += slope * slope / y.data.length;
    }
    double lambda = normalized ? Math.sqrt((variance(y.data) / square + 1 / slopeSquare) / 2) : 1.0;
    double scale = lambda + (normalized ? 0.3 * Math.tanh(alpha) : 0.0);
    double mu = normalized ? mean : 0.0;
    Value out = Value.of(y.images, y.height, y.width, y.channels);
    for (int i = 0; i < y.data.length; i++) {
      out.data[i] = scale * (f.value.applyAsDouble(y.data[i]) - mu);
    }
    backward.push(
        () -> {
          for (int i = 0; i < y.data.length; i++) {
            y.gradient[i] += scale * f.slope.applyAsDouble(y.data[i]) * out.gradient[i];
          }
        });
    sites.put(name, new Site(y, out, square, slopeSquare, lambda, mu, scale));
    return out;
  }

  /** The sum of two tensors of one shape. */
  Value add(Value first, Value second) {
    Value sum = Value.of(first.images, first.height, first.width, first.channels);
    for (int i = 0; i < sum.data.length; i++) {
      sum.data[i] = first.data[i] + second.data[i];
    }
    backward.push(
        () -> {
          for (int i = 0; i < sum.data.length; i++) {
            first.gradient[i] += sum.gradient[i];
            second.gradient[i] += sum.gradient[i];
          }
        });
    return sum;
  }

  /** The mean of each channel over the image. */
  Value pool(Value x) {
    Value means = Value.of(x.images, 1, 1, x.channels);
    int places = x.height * x.width;
    for (int i = 0; i < x.data.length; i++) {
      means.data[target(x, i)] += x.data[i] / places;
    }
    backward.push(
        () -> {
          for (int i = 0; i < x.data.length; i++) {
            x.gradient[i] += means.gradient[target(x, i)] / places;
          }
        });
    return means;
  }

  private static int target(Value x, int index) {
    int image = index / (x.height * x.width * x.channels);
    return image * x.channels + index % x.channels;
  }

  /** Goes back from the summed cross-entropy of the softmax of the logits. */
  void backFromCrossEntropy(Value logits, INDArray labels) {
    int classes = logits.channels;
    for (int n = 0; n < logits.images; n++) {
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += Math.exp(logits.data[n * classes + c]);
      }
      for (int c = 0; c < classes; c++) {
        double probability = Math.exp(logits.data[n * classes + c]) / sum;
        logits.gradient[n * classes + c] = probability - labels.getDouble(n, c);
      }
    }
    backward.forEach(Runnable::run);
  }

  /** The population variance. */
  static double variance(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    return variance;
  }
}
