package org.anact.bench.probe;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.anact.core.theory.GaussianMoments;
import org.anact.models.signal.GraphPosition;

/**
 * One activation over all probed networks. Variances and factors are averaged as geometric means,
 * as they range over orders of magnitude; moments and ratios as arithmetic ones.
 *
 * @param networks the activation in each network
 */
public record ProbeRow(List<Site> networks) {

  /**
   * One activation. {@code NaN} where the theory gives no value.
   *
   * @param layer name in the network
   * @param position where it is
   * @param varInput Var(y)
   * @param rho E[f(y)^2] / Var(y)
   * @param rhoPrime E[f'(y)^2]
   * @param gaussian the moments of f under N(0, Var(y))
   * @param scale factor that is applied
   * @param varGrad Var(dL/dy)
   * @param predictedVarInput Var(y) from what the site before sends
   * @param factor Var(dL/dy) over that of the site behind
   * @param predictedFactor the same from fan, weights, scale and the measured E[f'(y)^2]
   * @param gaussianFactor the same with the Gaussian E[f'(y)^2]
   * @param kept factor without what the geometry of the weight layer does to it: 1 where the
   *     activation and the weights' gain keep the variance of the gradient
   * @param weightsPart Var(dL/dout) over fan Var(w) Var(dL/dy) of the site behind
   * @param slopePart Var(dL/dy) over scale^2 E[f'(y)^2] Var(dL/dout), which is not 1 where f'(y)^2
   *     and the square of the gradient go together
   * @param placesPart what of the slope's part comes of images and places with more of both
   * @param variation coefficient of variation of y^2, averaged over channels, over these places
   * @param fromTop Var(dL/dy) from that of the last site and all predicted factors in between
   */
  public record Site(
      String layer,
      GraphPosition position,
      double varInput,
      double rho,
      double rhoPrime,
      GaussianMoments gaussian,
      double scale,
      double varGrad,
      double predictedVarInput,
      double factor,
      double predictedFactor,
      double gaussianFactor,
      double kept,
      double weightsPart,
      double slopePart,
      double placesPart,
      double variation,
      double fromTop) {

    /** Returns measured over predicted Var(y). */
    public double forward() {
      return varInput / predictedVarInput;
    }

    /** Returns measured over predicted factor. */
    public double backward() {
      return factor / predictedFactor;
    }

    /** Returns the same with the Gaussian E[f'(y)^2]. */
    public double gaussianBackward() {
      return factor / gaussianFactor;
    }

    /** Returns measured over predicted Var(dL/dy), predicted from that of the last site. */
    public double measuredFromTop() {
      return varGrad / fromTop;
    }
  }

  /**
   * A ratio of measured to predicted values over networks.
   *
   * @param mean of the networks' ratios
   * @param standardError of that mean; {@code NaN} for one network
   */
  public record Ratio(double mean, double standardError) {

    static Ratio of(double[] ratios) {
      int n = ratios.length;
      double mean = Arrays.stream(ratios).average().orElseThrow();
      double squares = Arrays.stream(ratios).map(r -> (r - mean) * (r - mean)).sum();
      return new Ratio(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n));
    }
  }

  /** Returns what all networks have in common: the name and the place. */
  public Site first() {
    return networks.get(0);
  }

  /** Returns the arithmetic mean over the networks. */
  public double arithmetic(ToDoubleFunction<Site> value) {
    return networks.stream().mapToDouble(value).average().orElseThrow();
  }

  /** Returns the geometric mean over the networks. */
  public double geometric(ToDoubleFunction<Site> value) {
    return Math.exp(arithmetic(site -> Math.log(value.applyAsDouble(site))));
  }

  /** Returns a ratio with its standard error over the networks. */
  public Ratio ratio(ToDoubleFunction<Site> value) {
    return Ratio.of(networks.stream().mapToDouble(value).toArray());
  }
}
