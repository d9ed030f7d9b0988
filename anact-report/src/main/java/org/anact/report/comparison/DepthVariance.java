package org.anact.report.comparison;

import org.anact.results.SignalRow;
import org.anact.results.WeightRow;

/** A variance that is followed over the depth of a network. */
public enum DepthVariance {
  /** Of what a site receives. */
  FORWARD("forward", "Forward variance", "relative to the first site"),
  /** Of the gradient that a site passes back. */
  GRADIENT("gradient", "Gradient variance", "relative to the last site"),
  /** Of the gradient of a layer's weights. */
  WEIGHT_GRADIENT("weight-gradient", "Variance of the weight gradient", "");

  private final String id;
  private final String heading;
  private final String relation;

  DepthVariance(String id, String heading, String relation) {
    this.id = id;
    this.heading = heading;
    this.relation = relation;
  }

  /** Returns a short name for files, in lower case. */
  public String id() {
    return id;
  }

  /** The variance in words. */
  public String heading() {
    return heading;
  }

  /** Returns in words what its values are relative to; empty if they are absolute. */
  public String relation() {
    return relation;
  }

  /** Returns what the runs of an arm measured, absolute. */
  public SignalField of(Arm arm) {
    return switch (this) {
      case FORWARD -> SignalField.of(arm, SignalRow::varInput);
      case GRADIENT -> SignalField.of(arm, SignalRow::varGradInput);
      case WEIGHT_GRADIENT -> SignalField.ofWeights(arm, WeightRow::varWeightGradient);
    };
  }

  /**
   * The same as a chart shows it: a variance that passes through the sites is relative to the site
   * where it enters.
   *
   * @param arm whose runs
   */
  public SignalField shown(Arm arm) {
    return switch (this) {
      case FORWARD -> of(arm).relative(false);
      case GRADIENT -> of(arm).relative(true);
      case WEIGHT_GRADIENT -> of(arm);
    };
  }
}
