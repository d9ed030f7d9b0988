package org.anact.report.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.hipparchus.stat.descriptive.rank.Median;

/** Which of a run's epochs stand for its accuracy. A table of accuracies names its rule. */
public enum Selection {
  /** The last epoch. */
  LAST("last epoch") {
    @Override
    double select(double[] accuracies) {
      return accuracies[accuracies.length - 1];
    }
  },
  /** The median of the last ten epochs, or of all where there are fewer. */
  MEDIAN_OF_LAST_TEN("median of the last ten epochs") {
    @Override
    double select(double[] accuracies) {
      int from = Math.max(0, accuracies.length - 10);
      return new Median().evaluate(accuracies, from, accuracies.length - from);
    }
  },
  /** The best epoch. The test set itself picks it, so it flatters every arm. */
  BEST("best epoch, picked on the test set") {
    @Override
    double select(double[] accuracies) {
      return Arrays.stream(accuracies).max().orElseThrow();
    }
  };

  private final String words;

  Selection(String words) {
    this.words = words;
  }

  /**
   * The rule as a table names it.
   *
   * @return a few words
   */
  public String words() {
    return words;
  }

  /**
   * The accuracy of a run under this rule.
   *
   * @param accuracies after every epoch, in order, in any unit
   * @return in the same unit; absent without an epoch or if one of them is no number
   */
  public OptionalDouble of(double... accuracies) {
    boolean usable = accuracies.length > 0 && Arrays.stream(accuracies).allMatch(Double::isFinite);
    return usable ? OptionalDouble.of(select(accuracies)) : OptionalDouble.empty();
  }

  abstract double select(double[] accuracies);
}
