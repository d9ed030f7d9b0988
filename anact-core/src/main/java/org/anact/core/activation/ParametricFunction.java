package org.anact.core.activation;

import org.anact.core.kernel.ParametricKernel;
import org.anact.core.kernel.ParametricKernels;

/**
 * Functions f(x, p) with a learnable parameter p, with their derivatives, in doubles. Sources are
 * in {@link Activations}.
 */
enum ParametricFunction {
  /** x if x is above 0, else p x; at the kink the slope is p, as PyTorch has it. */
  PRELU(ParametricKernels.PRELU) {
    @Override
    double value(double x, double p) {
      return x > 0 ? x : p * x;
    }

    @Override
    double slope(double x, double p) {
      return x > 0 ? 1 : p;
    }

    @Override
    double parameterSlope(double x, double p) {
      return Math.min(0, x);
    }
  },
  /** x sigmoid(p x). */
  SWISH_BETA(ParametricKernels.SWISH_BETA) {
    @Override
    double value(double x, double p) {
      return x * ScalarFunction.sigmoid(p * x);
    }

    @Override
    double slope(double x, double p) {
      return ScalarFunction.sigmoid(p * x) + p * (x * gateSlope(p * x));
    }

    @Override
    double parameterSlope(double x, double p) {
      return x * (x * gateSlope(p * x));
    }

    private static double gateSlope(double x) {
      return ScalarFunction.sigmoid(x) * ScalarFunction.sigmoid(-x);
    }
  };

  private final ParametricKernel kernel;

  ParametricFunction(ParametricKernel kernel) {
    this.kernel = kernel;
  }

  ParametricKernel kernel() {
    return kernel;
  }

  abstract double value(double x, double p);

  /** Returns df/dx. */
  abstract double slope(double x, double p);

  /** Returns df/dp. */
  abstract double parameterSlope(double x, double p);
}
