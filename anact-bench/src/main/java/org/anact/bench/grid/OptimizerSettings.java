package org.anact.bench.grid;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.anact.core.training.Optimizer;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How gradients become steps. A setting that the optimizer does not have is null; one that it has
 * and that is not given has the optimizer's default.
 *
 * @param optimizer the rule; a record without one has SGD
 * @param learningRate the peak, where the schedule moves it
 * @param momentum from 0 to below 1
 * @param beta1 decay of the gradient's running mean, from 0 to below 1
 * @param beta2 decay of the squares' running mean, from 0 to below 1
 * @param alpha the same, as RMSprop names it
 * @param epsilon is added to the root of the squares, above 0
 * @param weightDecay coefficient of weights; ANAct's parameters never have any
 * @param decayNormsAndBiases whether biases and batch norms decay as weights do
 * @param clipNorm longest gradient of all parameters together; 0 for any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OptimizerSettings(
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Usual.class)
        OptimizerRule optimizer,
    Double learningRate,
    Double momentum,
    Double beta1,
    Double beta2,
    Double alpha,
    Double epsilon,
    Double weightDecay,
    boolean decayNormsAndBiases,
    double clipNorm) {

  /** The settings that not every optimizer has, or not with the same default. */
  static final List<String> OF_THE_RULE =
      Arrays.stream(OptimizerRule.values())
          .flatMap(rule -> rule.defaults().keySet().stream())
          .distinct()
          .toList();

  /** Leaves SGD out of records, where it has never been named. */
  static final class Usual {

    @Override
    public boolean equals(Object value) {
      return value == OptimizerRule.SGD;
    }

    @Override
    public int hashCode() {
      return OptimizerRule.SGD.hashCode();
    }
  }

  /** Fills in defaults and checks the ranges. */
  public OptimizerSettings {
    optimizer = optimizer == null ? OptimizerRule.SGD : optimizer;
    learningRate = ofRule(optimizer, "learningRate", learningRate);
    momentum = ofRule(optimizer, "momentum", momentum);
    beta1 = ofRule(optimizer, "beta1", beta1);
    beta2 = ofRule(optimizer, "beta2", beta2);
    alpha = ofRule(optimizer, "alpha", alpha);
    epsilon = ofRule(optimizer, "epsilon", epsilon);
    weightDecay = ofRule(optimizer, "weightDecay", weightDecay);
    positive("learningRate", learningRate);
    share("momentum", momentum);
    share("beta1", beta1);
    share("beta2", beta2);
    share("alpha", alpha);
    positive("epsilon", epsilon);
    Ranges.size("weightDecay", weightDecay);
    Ranges.size("clipNorm", clipNorm);
  }

  /** Returns an optimizer with its defaults. */
  static OptimizerSettings of(OptimizerRule rule) {
    return new OptimizerSettings(rule, null, null, null, null, null, null, null, false, 0);
  }

  private static Double ofRule(OptimizerRule rule, String field, Double value) {
    Double normal = rule.defaults().get(field);
    if (normal == null && value != null) {
      String others =
          Arrays.stream(OptimizerRule.values())
              .filter(other -> other.defaults().containsKey(field))
              .map(OptimizerRule::word)
              .collect(Collectors.joining(" and "));
      throw new IllegalArgumentException(
          "%s is %s: %s does not have it, only %s; leave it out"
              .formatted(field, value, rule.word(), others));
    }
    return value == null ? normal : value;
  }

  private static void positive(String field, Double value) {
    Ranges.require(
        value == null || (value > 0 && Double.isFinite(value)), field, value, "a number above 0");
  }

  private static void share(String field, Double value) {
    Ranges.require(
        value == null || (value >= 0 && value < 1), field, value, "a number from 0 to below 1");
  }

  /** Returns how many numbers it keeps for each parameter. */
  public long kept() {
    return optimizer.updater(this, new FixedSchedule(learningRate)).stateSize(1);
  }

  Optimizer optimizer(ISchedule learningRates) {
    return new Optimizer(
        optimizer.updater(this, learningRates),
        weightDecay,
        optimizer.isDecoupled(),
        decayNormsAndBiases,
        clipNorm);
  }
}
