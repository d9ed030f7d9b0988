package org.anact.core.layer;

import org.hipparchus.analysis.differentiation.Gradient;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer of a parametric activation by its formulas, element by element, with the derivatives of
 * Hipparchus's automatic differentiation: what the layer must compute in its first training step.
 */
final class ParametricOracle {

  final INDArray output;
  final INDArray gradInput;
  final double[] gradParameters;
  double gradAlpha;
  double scale = 1;
  double mu;

  /**
   * Computes the step.
   *
   * @param name {@code prelu} or {@code swish_beta}, with the prefix of ANAct or without
   * @param p the parameters, one for each place of the axis; or one for all
   */
  ParametricOracle(String name, INDArray x, double[] p, int axis, INDArray epsilon, double alpha) {
    int n = Math.toIntExact(x.length());
    double[] inputs = x.dup('c').data().asDouble();
    double[] gradients = epsilon.dup('c').data().asDouble();
    Gradient[] f = new Gradient[n];
    int[] owner = new int[n];
    for (int i = 0; i < n; i++) {
      owner[i] = p.length == 1 ? 0 : place(x.shape(), axis, i);
      f[i] = f(name, Gradient.variable(2, 0, inputs[i]), Gradient.variable(2, 1, p[owner[i]]));
    }
    boolean normalized = name.startsWith("n");
    if (normalized) {
      normalize(inputs, f, alpha);
    }
    double[] out = new double[n];
    double[] back = new double[n];
    gradParameters = new double[p.length];
    double product = 0;
    for (int i = 0; i < n; i++) {
      out[i] = scale * (f[i].getValue() - mu);
      back[i] = scale * f[i].getPartialDerivative(0) * gradients[i];
      gradParameters[owner[i]] += scale * f[i].getPartialDerivative(1) * gradients[i];
      product += gradients[i] * (f[i].getValue() - mu);
    }
    gradAlpha = 0.3 * (1 - Math.pow(Math.tanh(alpha), 2)) * product;
    output = Nd4j.create(out, x.shape(), 'c').castTo(DataType.DOUBLE);
    gradInput = Nd4j.create(back, x.shape(), 'c').castTo(DataType.DOUBLE);
  }

  private void normalize(double[] x, Gradient[] f, double alpha) {
    double mean = 0;
    double square = 0;
    double output = 0;
    double slope = 0;
    int n = x.length;
    for (int i = 0; i < n; i++) {
      mean += x[i] / n;
      square += x[i] * x[i] / n;
      output += f[i].getValue() * f[i].getValue() / n;
      slope += Math.pow(f[i].getPartialDerivative(0), 2) / n;
      mu += f[i].getValue() / n;
    }
    double rho = output / (square - mean * mean);
    scale = Math.sqrt((rho + slope) / (2 * rho * slope)) + 0.3 * Math.tanh(alpha);
  }

  private static Gradient f(String name, Gradient x, Gradient p) {
    if (name.endsWith("prelu")) {
      return x.getValue() > 0 ? x : x.multiply(p);
    }
    return x.divide(x.multiply(p).negate().exp().add(1));
  }

  private static int place(long[] shape, int axis, int index) {
    long rest = index;
    for (int d = shape.length - 1; d > axis; d--) {
      rest /= shape[d];
    }
    return (int) (rest % shape[axis]);
  }
}
