package org.anact.report.statistics;

import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;

/**
 * Experiments with a known effect: each draws so many paired differences and evaluates them as a
 * report does.
 *
 * @param experiments how many
 * @param resamples of each BCa interval
 */
record SimulatedExperiments(int experiments, int resamples) {
  /** Where the differences come from. Their mean is zero, their variance one or two. */
  enum Differences {
    /** Normal noise, as of two arms with normal scores. */
    NORMAL("normal") {
      @Override
      double draw(RandomGenerator random) {
        return random.nextGaussian();
      }
    },
    /** Both arms from one exponential distribution: long tails, symmetric, no effect. */
    LONG_TAILED("long-tailed, symmetric") {
      @Override
      double draw(RandomGenerator random) {
        double first = exponential(random);
        return first - exponential(random);
      }
    },
    /** A shifted exponential: mean zero, skewness 2, so the arms do differ, though not in mean. */
    SKEWED("skewed") {
      @Override
      double draw(RandomGenerator random) {
        return exponential(random) - 1;
      }
    };

    private final String words;

    Differences(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    abstract double draw(RandomGenerator random);

    private static double exponential(RandomGenerator random) {
      return -Math.log(1 - random.nextDouble());
    }
  }

  /**
   * What a set of experiments found.
   *
   * @param covered share of intervals that cover the true mean
   * @param winners share of experiments that declare a winner
   */
  record Found(double covered, double winners) {}

  /** Runs all experiments with {@code seeds} pairs each, every one from a generator of its own. */
  Found run(Differences differences, int seeds) {
    BcaBootstrap bootstrap = new BcaBootstrap(resamples, 0.95);
    int covered = 0;
    int winners = 0;
    for (int experiment = 0; experiment < experiments; experiment++) {
      RandomGenerator random = new Well19937c(1_000_003L * seeds + experiment);
      double[] sample = new double[seeds];
      for (int i = 0; i < seeds; i++) {
        sample[i] = differences.draw(random);
      }
      PairedDifference difference = PairedDifference.of(sample, bootstrap, experiment);
      covered += difference.interval().orElseThrow().coversZero() ? 1 : 0;
      winners += difference.significance().hasWinner() ? 1 : 0;
    }
    return new Found((double) covered / experiments, (double) winners / experiments);
  }
}
