package org.anact.report.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.descriptive.rank.Median;

/** Which of a run's epochs stand for its accuracy. A table of accuracies names its rule. */
public enum Selection {
  /** The last epoch. */
  LAST("last epoch", 1, accuracies -> accuracies[0]),
  /** The median of the last ten epochs, or of all where there are fewer. */
  MEDIAN_OF_LAST_TEN(
      "median of the last ten epochs", 10, accuracies -> new Median().evaluate(accuracies)),
  /** The best epoch. The test set itself picks it, so it flatters every arm. */
  BEST(
      "best epoch, picked on the test set",
      Integer.MAX_VALUE,
      accuracies -> Arrays.stream(accuracies).max().orElseThrow());

  private final String words;
  private final int epochs;

  private final ToDoubleFunction<double[]> rule;

  Selection(String words, int epochs, ToDoubleFunction<double[]> rule) {
    this.words = words;
    this.epochs = epochs;
    this.rule = rule;
  }

  /** The rule as a table names it. */
  public String words() {
    return words;
  }

  /**
   * The accuracy of a run under this rule, from the accuracies after every epoch in order. Epochs
   * whose accuracy is not a number are passed over; absent if none is left.
   */
  public OptionalDouble of(double... accuracies) {
    double[] seen =
        Arrays.stream(accuracies, Math.max(0, accuracies.length - epochs), accuracies.length)
            .filter(Double::isFinite)
            .toArray();
    return seen.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(rule.applyAsDouble(seen));
  }
}
