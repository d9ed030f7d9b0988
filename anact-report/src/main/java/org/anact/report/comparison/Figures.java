package org.anact.report.comparison;

import org.anact.report.results.EpochRow;
import org.anact.report.results.RunRecord;
import org.anact.report.statistics.Selection;

/** Figures of single runs. */
public final class Figures {
  private Figures() {}

  /**
   * Test accuracy of the final epoch.
   *
   * @param run a finished run
   * @return percent
   */
  public static double accuracyPercent(RunRecord run) {
    return 100 * run.outcome().finalTestAccuracy().orElseThrow();
  }

  /**
   * Test accuracy under a rule.
   *
   * @param run a finished run
   * @param selection which epochs count
   * @return percent
   */
  public static double accuracyPercent(RunRecord run, Selection selection) {
    double[] accuracies = run.epochs().stream().mapToDouble(EpochRow::testAccuracy).toArray();
    return 100 * selection.of(accuracies).orElseThrow();
  }

  /**
   * Training images over the wall clock of all training steps.
   *
   * @param run any run
   * @return images per second, {@code NaN} without an epoch
   */
  public static double imagesPerSecond(RunRecord run) {
    double images = 0;
    double seconds = 0;
    for (EpochRow epoch : run.epochs()) {
      images += epoch.imagesPerSecond() * epoch.trainSeconds();
      seconds += epoch.trainSeconds();
    }
    return images / seconds;
  }
}
