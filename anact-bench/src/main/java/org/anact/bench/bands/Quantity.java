package org.anact.bench.bands;

import java.util.function.Function;

/** What is measured of a run. */
public enum Quantity {
  /** Steps until the held-out loss came down to the target. */
  STEPS("steps to target", "%.2f", BandRun::stepsToTarget),
  /** Loss over the test set after the last step. */
  LOSS("loss at the end", "%.4f", BandRun::loss),
  /** Accuracy over the test set after the last step. */
  ACCURACY("accuracy at the end", "%.4f", BandRun::accuracy);

  private final String label;
  private final String format;

  private final Function<BandRun, Double> value;

  Quantity(String label, String format, Function<BandRun, Double> value) {
    this.label = label;
    this.format = format;
    this.value = value;
  }

  /** Returns its value in a run; null if it has none. */
  Double of(BandRun run) {
    return value.apply(run);
  }

  /** Returns how tables name it. */
  public String label() {
    return label;
  }

  /** Returns the format of its values, which are printed with no more digits than say something. */
  public String format() {
    return format;
  }
}
