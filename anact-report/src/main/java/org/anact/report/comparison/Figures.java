package org.anact.report.comparison;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.anact.report.statistics.Selection;
import org.anact.results.EpochRow;
import org.anact.results.RunRecord;

/** Figures of single runs. */
public final class Figures {
  /** Test accuracy of the final epoch, percent. */
  public static final Measure ACCURACY = accuracy(Selection.LAST);

  /** Test loss of the final epoch. */
  public static final Measure TEST_LOSS =
      new Measure("test_loss", "final test loss", "nats", 4, run -> last(run, EpochRow::testLoss));

  /** Training loss of the final epoch. */
  public static final Measure TRAIN_LOSS =
      new Measure(
          "train_loss", "final training loss", "nats", 4, run -> last(run, EpochRow::trainLoss));

  /** Training images over the wall clock of all training steps. */
  public static final Measure SPEED =
      new Measure("images_per_second", "training speed", "images/s", 0, Figures::imagesPerSecond);

  /** Wall clock of all training steps. */
  public static final Measure TRAIN_SECONDS =
      new Measure(
          "train_seconds",
          "training time",
          "s",
          1,
          run ->
              run.epochs().isEmpty()
                  ? Double.NaN
                  : run.epochs().stream().mapToDouble(EpochRow::trainSeconds).sum());

  /**
   * A hundred times the logarithm of the training time: differences of it are relative differences
   * in time, in percent as long as they are small.
   */
  public static final Measure OVERHEAD =
      new Measure(
          "overhead",
          "overhead",
          "%",
          1,
          run -> 100 * Math.log(TRAIN_SECONDS.of().applyAsDouble(run)));

  /** Largest memory of the process at the end of an epoch. */
  public static final Measure MEMORY =
      new Measure(
          "resident_mib",
          "memory of the process",
          "MiB",
          0,
          run ->
              run.epochs().stream()
                  .mapToDouble(EpochRow::residentMib)
                  .filter(Double::isFinite)
                  .max()
                  .orElse(Double.NaN));

  private Figures() {}

  /** The accuracies, one for each rule of choosing an epoch. */
  public static List<Measure> accuracies() {
    return List.of(Selection.values()).stream().map(Figures::accuracy).toList();
  }

  /**
   * Returns the test accuracy in percent.
   *
   * @param rule which epochs stand for the run
   */
  public static Measure accuracy(Selection rule) {
    String id =
        switch (rule) {
          case LAST -> "accuracy_last";
          case MEDIAN_OF_LAST_TEN -> "accuracy_median_of_last_ten";
          case BEST -> "accuracy_best";
        };
    return new Measure(
        id,
        "test accuracy, " + rule.words(),
        "%",
        2,
        run ->
            rule.of(run.epochs().stream().mapToDouble(row -> 100 * row.testAccuracy()).toArray())
                .orElse(Double.NaN));
  }

  private static double last(RunRecord run, ToDoubleFunction<EpochRow> value) {
    List<EpochRow> epochs = run.epochs();
    return epochs.isEmpty() ? Double.NaN : value.applyAsDouble(epochs.get(epochs.size() - 1));
  }

  /**
   * Returns the training images over the wall clock of all training steps, in images per second;
   * {@code NaN} without an epoch.
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
