package org.anact.results.decision;

import java.util.Arrays;

/**
 * Evidence that the centre of symmetric differences lies above a value, after each difference.
 *
 * <p>If differences are symmetric about a centre of at most {@code theta}, given those before them,
 * then betting a share of a capital of 1 on the sign of each {@code d - theta} cannot be expected
 * to gain: the capital is a nonnegative supermartingale, and by Ville's inequality it ever reaches
 * {@code 1 / a} with a probability of at most {@code a}, however often one looks. The share that is
 * staked is {@code tanh(c z)} with z the difference in standard deviations of those before it: any
 * function of the past and of |d - theta| will do. The capital is divided equally over three values
 * of c, as the size of an effect is not known beforehand. See Ramdas, Gruenwald, Vovk and Shafer,
 * Game-theoretic statistics and safe anytime-valid inference, Statistical Science 38 (2023); the
 * self-normalized form with exp(c z - c^2 z^2 / 2), which is smaller, is de la Pena's (Annals of
 * Probability 27, 1999).
 */
final class SignFlipEvidence {

  private static final double[] STAKES = {0.5, 1, 2};

  /** One lost bet must not cost all: what is left can still grow. */
  private static final double LARGEST_STAKE = 0.95;

  /** The first two differences have no deviation before them, so that their signs alone count. */
  private static final int WITHOUT_SCALE = 2;

  private final double theta;
  private final double direction;
  private final double[] capital = new double[STAKES.length];
  private int count;
  private double mean;
  private double squares;

  /**
   * Starts with a capital of 1.
   *
   * @param theta the centre that is argued against
   * @param direction 1 for evidence that the centre is above theta, -1 for below
   */
  SignFlipEvidence(double theta, int direction) {
    this.theta = theta;
    this.direction = direction;
    Arrays.fill(capital, 1.0 / STAKES.length);
  }

  /** Takes the next difference and returns the capital after it, an e-value. */
  double next(double difference) {
    double distance = direction * (difference - theta);
    double z = count < WITHOUT_SCALE ? Math.signum(distance) : scaled(distance);
    for (int i = 0; i < STAKES.length; i++) {
      double stake = Math.tanh(STAKES[i] * z);
      capital[i] *= 1 + Math.max(-LARGEST_STAKE, Math.min(LARGEST_STAKE, stake));
    }
    count++;
    double step = difference - mean;
    mean += step / count;
    squares += step * (difference - mean);
    return Arrays.stream(capital).sum();
  }

  private double scaled(double distance) {
    double deviation = Math.sqrt(squares / (count - 1));
    // Equal differences so far have no scale either.
    return deviation > 0 ? distance / deviation : Math.signum(distance);
  }
}
