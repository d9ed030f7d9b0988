package org.anact.bench.bands;

/** What is measured of a run. */
public enum Quantity {
  /** Steps until the held-out loss came down to the target. */
  STEPS("steps to target", "%.2f") {
    @Override
    Double of(BandRun run) {
      return run.stepsToTarget();
    }
  },
  /** Loss over the test set after the last step. */
  LOSS("loss at the end", "%.4f") {
    @Override
    Double of(BandRun run) {
      return run.loss();
    }
  },
  /** Accuracy over the test set after the last step. */
  ACCURACY("accuracy at the end", "%.4f") {
    @Override
    Double of(BandRun run) {
      return run.accuracy();
    }
  };

  private final String label;
  private final String format;

  Quantity(String label, String format) {
    this.label = label;
    this.format = format;
  }

  /** Returns its value in a run; null if it has none. */
  abstract Double of(BandRun run);

  /** Returns how tables name it. */
  public String label() {
    return label;
  }

  /** Returns the format of its values, which are printed with no more digits than say something. */
  public String format() {
    return format;
  }
}
