package org.anact.core.layer;

import org.anact.core.layer.AnActOptions.Statistics;

/**
 * The way from a vanilla activation to ANAct, one change at a time, in this order (docs/method.md,
 * "Scale and rate"). The first rung is compared with vanilla, each other with the one before it;
 * the differences add up to that of ANAct and vanilla.
 */
public enum LadderRung {
  /**
   * Vanilla's function with ANAct's step: lambda from the integrals over N(0, 1), nothing
   * subtracted and nothing learned. With the balanced target and the raw rho, from which {@code
   * init: fair} takes vanilla's gain, a plain network starts from the very function of its vanilla
   * partner.
   */
  REPARAMETRIZED,
  /** The mean under N(0, 1) is subtracted, too. */
  CENTRED,
  /** lambda and the mean follow the mini-batches. */
  ADAPTIVE,
  /** The whole, with its learnable alpha. */
  ANACT;

  /**
   * Returns the options of this rung.
   *
   * @param whole those of the last rung
   */
  public AnActOptions of(AnActOptions whole) {
    return switch (this) {
      case ANACT -> whole;
      case ADAPTIVE -> whole.withLearnableAlpha(false);
      case CENTRED -> ADAPTIVE.of(whole).withStatistics(Statistics.STATIC);
      case REPARAMETRIZED -> CENTRED.of(whole).withCentre(false);
    };
  }
}
