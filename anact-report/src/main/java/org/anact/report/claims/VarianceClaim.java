package org.anact.report.claims;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.SignalField;
import org.anact.report.comparison.Site;
import org.anact.report.comparison.Study;
import org.anact.results.SignalRow;

/** The first claim: activations change variances, and a general form says by how much. */
final class VarianceClaim {
  private static final double TOLERANCE = Math.log10(1.1);
  private static final double SHARE = 0.9;

  private VarianceClaim() {}

  static Claim of(Study study) {
    Map<String, Arm> arms = new LinkedHashMap<>();
    for (Comparison comparison : study.comparisons().all()) {
      arms.putIfAbsent(
          comparison.setting().label() + comparison.model() + comparison.vanilla().label(),
          comparison.vanilla());
    }
    int measured = 0;
    int changed = 0;
    int sites = 0;
    int predicted = 0;
    for (Arm arm : arms.values()) {
      SignalField gain = SignalField.of(arm, SignalRow::gradientGain);
      if (gain.steps().isEmpty()) {
        continue;
      }
      SignalField form = SignalField.of(arm, SignalRow::predictedGain);
      int step = gain.steps().first();
      double sum = 0;
      int count = 0;
      for (Site site : gain.sites()) {
        OptionalDouble value = gain.at(site, step);
        OptionalDouble expected = form.at(site, step);
        if (value.isPresent() && expected.isPresent()) {
          sum += value.getAsDouble();
          count++;
          if (Math.abs(value.getAsDouble() - expected.getAsDouble()) <= TOLERANCE) {
            predicted++;
          }
        }
      }
      measured++;
      sites += count;
      changed += Math.abs(sum / count) > TOLERANCE ? 1 : 0;
    }
    return claim(measured, changed, sites, predicted);
  }

  private static Claim claim(int measured, int changed, int sites, int predicted) {
    boolean all = changed == measured;
    boolean form = predicted >= SHARE * sites;
    Judgement judgement = Judgement.NOT_TESTED;
    if (measured > 0) {
      judgement =
          all && form
              ? Judgement.SUPPORTED
              : all || form ? Judgement.PARTLY_SUPPORTED : Judgement.NOT_SUPPORTED;
    }
    return new Claim(
        1,
        "An activation changes the variance of what flows forward and of the gradient that flows"
            + " back, and a general form gives the gradient\u2019s variance.",
        judgement,
        measured == 0
            ? "No finished vanilla run has signals.csv: variances were not measured."
            : String.format(
                Locale.ROOT,
                "At the first recorded step %d of %d vanilla arms change the gradient\u2019s"
                    + " variance by more than 10 %% through the mean site, and %d of %d sites do so"
                    + " within 10 %% of E[f\u2032(y)\u00b2].",
                changed,
                measured,
                predicted,
                sites),
        "Supported if all vanilla arms change the gradient\u2019s variance by more than 10 %"
            + " through the geometric mean of their sites and "
            + Math.round(100 * SHARE)
            + " % of the sites are within 10 % of the form; in part if one of the two holds.");
  }
}
