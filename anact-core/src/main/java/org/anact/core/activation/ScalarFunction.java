package org.anact.core.activation;

import org.hipparchus.special.Erf;

/**
 * Functions of the suite that Deeplearning4j has not, with their derivatives, in doubles. At a kink
 * the slope is that of the flat side, as PyTorch has it. Sources are in {@link Activations}.
 */
enum ScalarFunction {
  /** x min(max(x + 3, 0), 6) / 6. */
  HARD_SWISH {
    @Override
    double value(double x) {
      return x * hardSigmoid(x);
    }

    @Override
    double slope(double x) {
      return Math.abs(x) < 3 ? (2 * x + 3) / 6 : hardSigmoid(x);
    }
  },
  /** min(max(x + 3, 0), 6) / 6. */
  HARD_SIGMOID {
    @Override
    double value(double x) {
      return hardSigmoid(x);
    }

    @Override
    double slope(double x) {
      return Math.abs(x) < 3 ? 1.0 / 6 : 0;
    }
  },
  /** x if x is above 0, else exp(x) - 1. */
  CELU {
    @Override
    double value(double x) {
      return x > 0 ? x : Math.expm1(x);
    }

    @Override
    double slope(double x) {
      return x > 0 ? 1 : Math.exp(x);
    }
  },
  /** ln(sigmoid(x)). */
  LOG_SIGMOID {
    @Override
    double value(double x) {
      return -softPlus(-x);
    }

    @Override
    double slope(double x) {
      return sigmoid(-x);
    }
  },
  /** x without its part in [-1/2, 1/2]. */
  SOFT_SHRINK {
    @Override
    double value(double x) {
      return beyondThreshold(x);
    }

    @Override
    double slope(double x) {
      return beyondThreshold(x) == 0 ? 0 : 1;
    }
  },
  /** x outside of [-1/2, 1/2], else 0. */
  HARD_SHRINK {
    @Override
    double value(double x) {
      return beyondThreshold(x) == 0 ? 0 : x;
    }

    @Override
    double slope(double x) {
      return beyondThreshold(x) == 0 ? 0 : 1;
    }
  },
  /** x - tanh(x). */
  TANH_SHRINK {
    @Override
    double value(double x) {
      return x - Math.tanh(x);
    }

    @Override
    double slope(double x) {
      return Math.tanh(x) * Math.tanh(x);
    }
  },
  /** (x + sqrt(x^2 + 4)) / 2, which times its value at -x is 1. */
  SQUARE_PLUS {
    @Override
    double value(double x) {
      return Math.max(0, x) + 2 / (Math.abs(x) + Math.sqrt(x * x + 4));
    }

    @Override
    double slope(double x) {
      return value(x) / Math.sqrt(x * x + 4);
    }
  },
  /** x erf(ln(1 + exp(x))). */
  SERF {
    @Override
    double value(double x) {
      return x * Erf.erf(softPlus(x));
    }

    @Override
    double slope(double x) {
      double inner = softPlus(x);
      double density = 2 / Math.sqrt(Math.PI) * Math.exp(-inner * inner);
      return Erf.erf(inner) + x * density * sigmoid(x);
    }
  },
  /** x ln(1 + sigmoid(x)). */
  LOGISH {
    @Override
    double value(double x) {
      return x * Math.log1p(sigmoid(x));
    }

    @Override
    double slope(double x) {
      double gate = sigmoid(x);
      return Math.log1p(gate) + x * gate * sigmoid(-x) / (1 + gate);
    }
  },
  /** x tanh(ln(1 + sigmoid(x))), where tanh(ln(w)) = (w^2 - 1) / (w^2 + 1). */
  SMISH {
    @Override
    double value(double x) {
      return x * gate(x);
    }

    @Override
    double slope(double x) {
      double inner = sigmoid(x);
      double gate = gate(x);
      return gate + x * (1 - gate * gate) * inner * sigmoid(-x) / (1 + inner);
    }

    private static double gate(double x) {
      double excess = sigmoid(x) * (2 + sigmoid(x));
      return excess / (excess + 2);
    }
  },
  /** x tanh(exp(x)). */
  TANH_EXP {
    @Override
    double value(double x) {
      return x * Math.tanh(Math.exp(x));
    }

    @Override
    double slope(double x) {
      // From here on the gate is 1, and its slope must not be zero times infinity.
      double inner = Math.exp(Math.min(20, x));
      double cosh = Math.cosh(inner);
      return Math.tanh(inner) + x * inner / (cosh * cosh);
    }
  };

  abstract double value(double x);

  abstract double slope(double x);

  private static double hardSigmoid(double x) {
    return Math.min(6, Math.max(0, x + 3)) / 6;
  }

  private static double beyondThreshold(double x) {
    return x - Math.max(-0.5, Math.min(0.5, x));
  }

  private static double softPlus(double x) {
    return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }
}
