package org.anact.core.layer;

import org.anact.core.statistics.Bounds;
import org.anact.core.statistics.RhoForm;
import org.anact.core.statistics.UpdateRule;
import org.anact.core.theory.Target;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The options of an ANAct layer. Each is an ablation; {@link #defaults()} is the method as the
 * paper describes it, where it does (docs/method.md tells which is which).
 *
 * @param target which variance lambda is to keep
 * @param rhoForm whether rho is that of the raw or of the centred output
 * @param centre whether the mean of f(y) is subtracted
 * @param learnableAlpha whether alpha is trained; if not, it stays 0
 * @param statistics where rho, rho' and mu come from
 * @param momentum weight of the old running value, from 0 to below 1
 * @param bounds what happens to a batch whose rho or rho' is far from the running one
 * @param lowerBound smallest ratio of new to running value
 * @param upperBound largest ratio
 * @param alphaBound b in the factor lambda + b tanh(alpha); not negative
 */
public record AnActOptions(
    @JsonProperty("target") Target target,
    @JsonProperty("rhoForm") RhoForm rhoForm,
    @JsonProperty("centre") boolean centre,
    @JsonProperty("learnableAlpha") boolean learnableAlpha,
    @JsonProperty("statistics") Statistics statistics,
    @JsonProperty("momentum") double momentum,
    @JsonProperty("bounds") Bounds bounds,
    @JsonProperty("lowerBound") double lowerBound,
    @JsonProperty("upperBound") double upperBound,
    @JsonProperty("alphaBound") double alphaBound) {

  /** Where rho, rho' and mu come from. */
  public enum Statistics {
    /** Running values of the mini-batches, in training and in inference. */
    RUNNING,
    /**
     * In training those of the mini-batch alone, without bounds, as batch norm has them; in
     * inference the running values.
     */
    BATCH,
    /** The integrals over y ~ N(0, 1), for ever. */
    STATIC
  }

  /** Checks the ranges. */
  public AnActOptions {
    if (!(alphaBound >= 0 && Double.isFinite(alphaBound))) {
      throw new IllegalArgumentException("alphaBound is " + alphaBound + ": give 0 or more");
    }
    // It checks its own.
    new UpdateRule(momentum, bounds, lowerBound, upperBound, rhoForm);
  }

  /** Returns the method's own choice of every option. */
  public static AnActOptions defaults() {
    return new AnActOptions(
        Target.BALANCED,
        RhoForm.RAW,
        true,
        true,
        Statistics.RUNNING,
        0.9,
        Bounds.CLAMP,
        0.8,
        1.2,
        0.3);
  }

  /** Returns how running values follow the mini-batches. */
  public UpdateRule updateRule() {
    return new UpdateRule(momentum, bounds, lowerBound, upperBound, rhoForm);
  }

  /** Returns a copy with another target. */
  public AnActOptions withTarget(Target value) {
    return new AnActOptions(
        value,
        rhoForm,
        centre,
        learnableAlpha,
        statistics,
        momentum,
        bounds,
        lowerBound,
        upperBound,
        alphaBound);
  }

  /** Returns a copy with another form of rho. */
  public AnActOptions withRhoForm(RhoForm value) {
    return new AnActOptions(
        target,
        value,
        centre,
        learnableAlpha,
        statistics,
        momentum,
        bounds,
        lowerBound,
        upperBound,
        alphaBound);
  }

  /** Returns a copy with centring on or off. */
  public AnActOptions withCentre(boolean value) {
    return new AnActOptions(
        target,
        rhoForm,
        value,
        learnableAlpha,
        statistics,
        momentum,
        bounds,
        lowerBound,
        upperBound,
        alphaBound);
  }

  /** Returns a copy with a learnable alpha or none. */
  public AnActOptions withLearnableAlpha(boolean value) {
    return new AnActOptions(
        target,
        rhoForm,
        centre,
        value,
        statistics,
        momentum,
        bounds,
        lowerBound,
        upperBound,
        alphaBound);
  }

  /** Returns a copy with statistics from elsewhere. */
  public AnActOptions withStatistics(Statistics value) {
    return new AnActOptions(
        target,
        rhoForm,
        centre,
        learnableAlpha,
        value,
        momentum,
        bounds,
        lowerBound,
        upperBound,
        alphaBound);
  }

  /** Returns a copy with another momentum. */
  public AnActOptions withMomentum(double value) {
    return new AnActOptions(
        target,
        rhoForm,
        centre,
        learnableAlpha,
        statistics,
        value,
        bounds,
        lowerBound,
        upperBound,
        alphaBound);
  }

  /** Returns a copy with other bounds. */
  public AnActOptions withBounds(Bounds value, double lower, double upper) {
    return new AnActOptions(
        target,
        rhoForm,
        centre,
        learnableAlpha,
        statistics,
        momentum,
        value,
        lower,
        upper,
        alphaBound);
  }

  /** Returns a copy with another bound of the learnable term. */
  public AnActOptions withAlphaBound(double value) {
    return new AnActOptions(
        target,
        rhoForm,
        centre,
        learnableAlpha,
        statistics,
        momentum,
        bounds,
        lowerBound,
        upperBound,
        value);
  }
}
