package org.anact.bench.probe;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.anact.bench.probe.NetworkProbe.Site;
import org.anact.models.signal.GraphPosition;

/**
 * One activation over all probed networks. Variances and factors are geometric means, as they range
 * over orders of magnitude; moments and ratios are arithmetic ones. A number that the theory does
 * not give is not a number.
 *
 * @param layer name in the network
 * @param position where it is
 * @param varInput Var(y)
 * @param forward measured over predicted Var(y)
 * @param rho E[f(y)^2] / Var(y)
 * @param gaussianRho the same under N(0, Var(y))
 * @param rhoPrime E[f'(y)^2]
 * @param gaussianRhoPrime the same under N(0, Var(y))
 * @param scale factor that is applied
 * @param varGrad Var(dL/dy) of the summed loss
 * @param factor Var(dL/dy) over that of the site behind
 * @param predictedFactor the same by theory, with the measured E[f'(y)^2]
 * @param backward measured over predicted factor
 * @param gaussianBackward the same with the Gaussian E[f'(y)^2]
 * @param kept factor without what the geometry of the weight layer does to it, and 1 where the
 *     variance of the gradient is kept
 * @param weightsPart what of it the weights do: measured over predicted Var(dL/dout)
 * @param slopePart what of it the slope does: Var(dL/dy) over scale^2 E[f'(y)^2] Var(dL/dout)
 * @param placesPart what of that comes of images and places that have more of both
 * @param variation coefficient of variation of y^2, averaged over channels, over these places
 * @param predictedFromTop Var(dL/dy) from that of the last site and the predicted factors
 * @param fromTop measured over predicted
 */
public record ProbeRow(
    String layer,
    GraphPosition position,
    double varInput,
    Ratio forward,
    double rho,
    double gaussianRho,
    double rhoPrime,
    double gaussianRhoPrime,
    double scale,
    double varGrad,
    double factor,
    double predictedFactor,
    Ratio backward,
    Ratio gaussianBackward,
    double kept,
    Ratio weightsPart,
    Ratio slopePart,
    Ratio placesPart,
    double variation,
    double predictedFromTop,
    Ratio fromTop) {

  /**
   * A ratio of measured to predicted values over networks.
   *
   * @param mean of the networks' ratios
   * @param standardError of that mean; not a number for one network
   */
  public record Ratio(double mean, double standardError) {

    static Ratio of(double[] ratios) {
      int n = ratios.length;
      double mean = Arrays.stream(ratios).average().orElseThrow();
      double squares = Arrays.stream(ratios).map(r -> (r - mean) * (r - mean)).sum();
      return new Ratio(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n));
    }
  }

  static ProbeRow of(List<Site> networks) {
    return new ProbeRow(
        networks.get(0).layer(),
        networks.get(0).position(),
        geometric(networks, Site::varInput),
        ratio(networks, site -> site.varInput() / site.predictedVarInput()),
        arithmetic(networks, Site::rho),
        arithmetic(networks, site -> site.gaussian().rho()),
        arithmetic(networks, Site::rhoPrime),
        arithmetic(networks, site -> site.gaussian().rhoPrime()),
        arithmetic(networks, Site::scale),
        geometric(networks, Site::varGrad),
        geometric(networks, Site::factor),
        geometric(networks, Site::predictedFactor),
        ratio(networks, site -> site.factor() / site.predictedFactor()),
        ratio(networks, site -> site.factor() / site.gaussianFactor()),
        geometric(networks, Site::kept),
        ratio(networks, Site::weightsPart),
        ratio(networks, Site::slopePart),
        ratio(networks, Site::placesPart),
        arithmetic(networks, Site::variation),
        geometric(networks, Site::fromTop),
        ratio(networks, site -> site.varGrad() / site.fromTop()));
  }

  private static double arithmetic(List<Site> networks, ToDoubleFunction<Site> value) {
    return networks.stream().mapToDouble(value).average().orElseThrow();
  }

  private static double geometric(List<Site> networks, ToDoubleFunction<Site> value) {
    return Math.exp(arithmetic(networks, site -> Math.log(value.applyAsDouble(site))));
  }

  private static Ratio ratio(List<Site> networks, ToDoubleFunction<Site> value) {
    return Ratio.of(networks.stream().mapToDouble(value).toArray());
  }
}
