package org.anact.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.anact.core.layer.AnActOptions.Statistics;
import org.anact.core.statistics.Bounds;
import org.anact.core.statistics.RhoForm;
import org.anact.core.theory.GaussianMoments;
import org.anact.core.theory.GaussianQuadrature;
import org.anact.core.theory.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Every option of the layer against a plain implementation of the method in Java, for tanh, over
 * several training batches and one of inference: Deeplearning4j's operations to 1e-11 in double,
 * the suite's kernels to 2e-6 in float.
 */
final class AnActOracleTest {

  private static final long[] SHAPE = {5, 3, 4, 2};
  private static final int BATCHES = 6;
  private static final double PRECISION = 1e-11;
  private static final double KERNEL_PRECISION = 2e-6;

  static Stream<AnActOptions> options() {
    AnActOptions defaults = AnActOptions.defaults();
    List<AnActOptions> all = new ArrayList<>();
    for (Target target : Target.values()) {
      for (RhoForm form : RhoForm.values()) {
        for (boolean centre : new boolean[] {true, false}) {
          all.add(defaults.withTarget(target).withRhoForm(form).withCentre(centre));
        }
      }
    }
    for (Bounds bounds : Bounds.values()) {
      all.add(defaults.withBounds(bounds, 0.95, 1.05));
    }
    all.add(defaults.withMomentum(0.0));
    all.add(defaults.withMomentum(0.5));
    all.add(defaults.withAlphaBound(0.7));
    all.add(defaults.withLearnableAlpha(false));
    for (Bounds bounds : Bounds.values()) {
      AnActOptions ownBatch =
          defaults.withStatistics(Statistics.BATCH).withBounds(bounds, 0.9, 1.1);
      all.add(ownBatch);
      all.add(ownBatch.withRhoForm(RhoForm.CENTRED).withTarget(Target.FORWARD).withCentre(false));
    }
    all.add(defaults.withStatistics(Statistics.STATIC));
    all.add(defaults.withStatistics(Statistics.STATIC).withRhoForm(RhoForm.CENTRED));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("options")
  void layerDoesWhatTheMethodSays(AnActOptions options) {
    check(options, DataType.DOUBLE, PRECISION);
  }

  @ParameterizedTest
  @MethodSource("options")
  void kernelsDoWhatTheMethodSays(AnActOptions options) {
    check(options, DataType.FLOAT, KERNEL_PRECISION);
  }

  private static void check(AnActOptions options, DataType type, double precision) {
    Random random = new Random(11);
    StandaloneLayer layer = new StandaloneLayer(new ActivationTanH(), options, type);
    Oracle oracle = new Oracle(options, 0.4);
    layer.setAlpha(0.4);
    for (int batch = 0; batch < BATCHES; batch++) {
      double[] y = draw(random, 0.3 + 0.4 * batch, 0.1 * batch);
      double[] epsilon = draw(random, 1, 0);
      assertEqual(layer.train(tensor(y, type)), oracle.train(y), precision);
      var gradients = layer.back(tensor(epsilon, type));
      assertEqual(gradients.getSecond(), oracle.inputGradient(y, epsilon), precision);
      double size = Arrays.stream(epsilon).map(Math::abs).sum();
      assertThat(StandaloneLayer.alphaGradient(gradients))
          .isCloseTo(oracle.alphaGradient(y, epsilon), within(precision * size));
    }
    double[] y = draw(random, 2, 1);
    assertEqual(layer.infer(tensor(y, type)), oracle.infer(y), precision);
  }

  private static double[] draw(Random random, double deviation, double mean) {
    double[] values = new double[5 * 3 * 4 * 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = mean + deviation * random.nextGaussian();
    }
    return values;
  }

  private static INDArray tensor(double[] values, DataType type) {
    return Nd4j.createFromArray(values).reshape('c', SHAPE).castTo(type);
  }

  /** Relative to one or the size of the number, whichever is larger. */
  private static void assertEqual(INDArray actual, double[] expected, double precision) {
    double[] values = actual.dup('c').data().asDouble();
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i])
          .isCloseTo(expected[i], within(precision * Math.max(1, Math.abs(expected[i]))));
    }
  }

  /** The method for f = tanh, written for reading. */
  private static final class Oracle {

    private final AnActOptions options;
    private final double alpha;
    private double rho;
    private double rhoPrime;
    private double mu;
    private double[] applied;
    private boolean started;

    Oracle(AnActOptions options, double alpha) {
      this.options = options;
      this.alpha = alpha;
      GaussianMoments prior = GaussianQuadrature.moments(new ActivationTanH(), 1);
      boolean raw = options.rhoForm() == RhoForm.RAW;
      rho = raw ? prior.rho() : prior.rho() - prior.mean() * prior.mean();
      rhoPrime = prior.rhoPrime();
      mu = prior.mean();
    }

    double[] train(double[] y) {
      if (options.statistics() != Statistics.STATIC) {
        double n = y.length;
        double meanY = 0;
        double meanF = 0;
        for (double v : y) {
          meanY += v / n;
          meanF += Math.tanh(v) / n;
        }
        double variance = 0;
        double square = 0;
        double slope = 0;
        for (double v : y) {
          double f = Math.tanh(v);
          double d = options.rhoForm() == RhoForm.RAW ? f : f - meanF;
          variance += (v - meanY) * (v - meanY) / n;
          square += d * d / n;
          slope += (1 - f * f) * (1 - f * f) / n;
        }
        rho = started ? follow(rho, square / variance) : square / variance;
        rhoPrime = started ? follow(rhoPrime, slope) : slope;
        mu = started ? options.momentum() * mu + (1 - options.momentum()) * meanF : meanF;
        started = true;
        if (options.statistics() == Statistics.BATCH) {
          applied = new double[] {square / variance, slope, meanF};
        }
      }
      return output(y);
    }

    double[] infer(double[] y) {
      applied = null;
      return output(y);
    }

    private double follow(double value, double batch) {
      double low = options.lowerBound() * value;
      double high = options.upperBound() * value;
      double used =
          switch (options.bounds()) {
            case CLAMP -> Math.max(low, Math.min(high, batch));
            case REJECT -> batch < low || batch > high ? value : batch;
            case NONE -> batch;
          };
      return options.momentum() * value + (1 - options.momentum()) * used;
    }

    private double scale() {
      double forward = 1 / (applied == null ? rho : applied[0]);
      double backward = 1 / (applied == null ? rhoPrime : applied[1]);
      double squared =
          switch (options.target()) {
            case FORWARD -> forward;
            case BACKWARD -> backward;
            case BALANCED -> (forward + backward) / 2;
          };
      return Math.sqrt(squared) + options.alphaBound() * Math.tanh(alpha);
    }

    private double centre() {
      return options.centre() ? (applied == null ? mu : applied[2]) : 0;
    }

    double[] output(double[] y) {
      double[] out = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        out[i] = scale() * (Math.tanh(y[i]) - centre());
      }
      return out;
    }

    double[] inputGradient(double[] y, double[] epsilon) {
      double[] gradient = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        gradient[i] = scale() * (1 - Math.tanh(y[i]) * Math.tanh(y[i])) * epsilon[i];
      }
      return gradient;
    }

    double alphaGradient(double[] y, double[] epsilon) {
      if (!options.learnableAlpha()) {
        return 0;
      }
      double sum = 0;
      for (int i = 0; i < y.length; i++) {
        sum += epsilon[i] * (Math.tanh(y[i]) - centre());
      }
      return options.alphaBound() * (1 - Math.tanh(alpha) * Math.tanh(alpha)) * sum;
    }
  }
}
