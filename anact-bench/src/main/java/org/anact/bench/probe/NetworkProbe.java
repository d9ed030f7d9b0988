package org.anact.bench.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.anact.bench.probe.ProbeRow.Site;
import org.anact.core.theory.GaussianMoments;
import org.anact.core.theory.GaussianQuadrature;
import org.anact.models.prediction.PlainChain;
import org.anact.models.prediction.PlainChain.Fans;
import org.anact.models.signal.Signals;
import org.anact.models.signal.SiteSignal;
import org.anact.models.signal.WeightSignal;
import org.nd4j.linalg.activations.IActivation;

/**
 * What was measured in one network, beside what the theory makes of it.
 *
 * @param sites every activation, in order of execution
 */
record NetworkProbe(List<Site> sites) {

  private static final double SMALLEST_SIGMA = 1e-6;
  private static final double LARGEST_SIGMA = 300;

  /**
   * Averages mini-batches and predicts.
   *
   * @param function f
   * @param gain g of the weights
   * @param chain the network's, if it is plain
   */
  static NetworkProbe of(
      List<Signals> measured,
      List<PlaceSpread> spreads,
      IActivation function,
      double gain,
      Optional<PlainChain> chain) {
    List<SiteSignal> means = new ArrayList<>();
    for (int i = 0; i < measured.get(0).sites().size(); i++) {
      int site = i;
      means.add(mean(measured.stream().map(signals -> signals.sites().get(site)).toList()));
    }
    Map<String, Double> weights = new HashMap<>();
    for (WeightSignal layer : measured.get(0).weights()) {
      weights.put(layer.layer(), layer.varWeight());
    }
    List<Optional<Fans>> fans =
        chain
            .map(PlainChain::fans)
            .orElse(Collections.nCopies(Math.max(0, means.size() - 1), Optional.empty()));
    List<Site> sites = new ArrayList<>();
    double fromTop = Double.NaN;
    for (int i = means.size() - 1; i >= 0; i--) {
      SiteSignal site = means.get(i);
      GaussianMoments gaussian = gaussian(function, site.varInput());
      double backward = Double.NaN;
      double behind = Double.NaN;
      if (i < fans.size()) {
        backward = fans.get(i).map(f -> f.out() * weights.get(f.layer())).orElse(Double.NaN);
        behind = means.get(i + 1).varGradInput();
      }
      double squaredScale = site.scale() * site.scale();
      double predicted = backward * squaredScale * site.slopeSquare();
      // Where the theory says nothing, the next stretch starts from what was measured.
      fromTop = Double.isNaN(predicted) ? site.varGradInput() : fromTop * predicted;
      sites.add(
          new Site(
              site.layer(),
              site.position(),
              site.varInput(),
              site.meanSquare() / site.varInput(),
              site.slopeSquare(),
              gaussian,
              site.scale(),
              site.varGradInput(),
              i == 0 ? Double.NaN : forward(means.get(i - 1), fans.get(i - 1), weights),
              site.varGradInput() / behind,
              predicted,
              backward * squaredScale * gaussian.rhoPrime(),
              site.varGradInput() / (backward * behind) * gain * gain,
              site.varGradOutput() / (backward * behind),
              site.varGradInput() / (squaredScale * site.slopeSquare() * site.varGradOutput()),
              spreads.get(i).factor(),
              spreads.get(i).variation(),
              fromTop));
    }
    Collections.reverse(sites);
    return new NetworkProbe(List.copyOf(sites));
  }

  private static double forward(
      SiteSignal before, Optional<Fans> fans, Map<String, Double> weights) {
    double square =
        before.meanSquare() - 2 * before.mu() * before.mean() + before.mu() * before.mu();
    double sent = before.scale() * before.scale() * square;
    return fans.map(f -> f.in() * weights.get(f.layer()) * sent).orElse(Double.NaN);
  }

  private static GaussianMoments gaussian(IActivation function, double variance) {
    double sigma = Math.sqrt(variance);
    return sigma >= SMALLEST_SIGMA && sigma <= LARGEST_SIGMA
        ? GaussianQuadrature.moments(function, sigma)
        : new GaussianMoments(sigma, Double.NaN, Double.NaN, Double.NaN);
  }

  private static SiteSignal mean(List<SiteSignal> batches) {
    return new SiteSignal(
        batches.get(0).layer(),
        batches.get(0).position(),
        mean(batches, SiteSignal::varInput),
        mean(batches, SiteSignal::mean),
        mean(batches, SiteSignal::meanSquare),
        mean(batches, SiteSignal::slopeSquare),
        mean(batches, SiteSignal::lambda),
        mean(batches, SiteSignal::mu),
        mean(batches, SiteSignal::alpha),
        mean(batches, SiteSignal::scale),
        mean(batches, SiteSignal::varGradInput),
        mean(batches, SiteSignal::varGradOutput));
  }

  private static double mean(List<SiteSignal> batches, ToDoubleFunction<SiteSignal> value) {
    return batches.stream().mapToDouble(value).average().orElseThrow();
  }
}
