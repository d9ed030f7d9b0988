package org.anact.core.statistics;

/** How far a mini-batch may move the running rho and rho' at most. */
public enum Bounds {
  /** A value outside the bounds counts as the nearer bound. */
  CLAMP {
    @Override
    double limit(double running, double lower, double upper, double batch) {
      return Math.min(Math.max(batch, lower * running), upper * running);
    }
  },
  /** A value outside the bounds is left out: the running value stays. */
  REJECT {
    @Override
    double limit(double running, double lower, double upper, double batch) {
      return batch >= lower * running && batch <= upper * running ? batch : running;
    }
  },
  /** Every value counts as it is. */
  NONE {
    @Override
    double limit(double running, double lower, double upper, double batch) {
      return batch;
    }
  };

  abstract double limit(double running, double lower, double upper, double batch);
}
