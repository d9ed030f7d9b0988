package org.anact.bench.grid;

import org.anact.models.training.Optimizer;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How gradients become steps: SGD with Nesterov momentum.
 *
 * @param learningRate the peak, where the schedule moves it
 * @param momentum from 0 to below 1
 * @param weightDecay L2 coefficient of weights; ANAct's parameters never have any
 * @param decayNormsAndBiases whether biases and batch norms decay as weights do
 * @param clipNorm longest gradient of all parameters together; 0 for any
 */
public record OptimizerSettings(
    double learningRate,
    double momentum,
    double weightDecay,
    boolean decayNormsAndBiases,
    double clipNorm) {

  /** Checks the ranges. */
  public OptimizerSettings {
    Ranges.require(
        learningRate > 0 && Double.isFinite(learningRate),
        "learningRate",
        learningRate,
        "a number above 0");
    Ranges.require(
        momentum >= 0 && momentum < 1, "momentum", momentum, "a number from 0 to below 1");
    Ranges.size("weightDecay", weightDecay);
    Ranges.size("clipNorm", clipNorm);
  }

  Optimizer optimizer(ISchedule learningRates) {
    return new Optimizer(
        Nesterovs.builder().learningRateSchedule(learningRates).momentum(momentum).build(),
        weightDecay,
        decayNormsAndBiases,
        clipNorm);
  }
}
