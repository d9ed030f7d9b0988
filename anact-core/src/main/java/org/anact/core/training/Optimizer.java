package org.anact.core.training;

import java.util.List;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * How gradients become steps.
 *
 * @param updater the rule, with its learning-rate schedule
 * @param weightDecay coefficient of 0 or more; ANAct's parameters never decay
 * @param decoupled whether weights decay beside the gradient ({@link DecoupledDecay}), and not as
 *     part of it ({@link L2Gradient})
 * @param decayNormsAndBiases whether biases and the scales and shifts of batch norm decay as
 *     weights do
 * @param clipNorm longest gradient of all parameters together, in the L2 norm; a longer one is
 *     scaled down to it before weight decay is added (Pascanu et al., arXiv 1211.5063); 0 for none
 */
public record Optimizer(
    IUpdater updater,
    double weightDecay,
    boolean decoupled,
    boolean decayNormsAndBiases,
    double clipNorm) {

  /** Checks the ranges. */
  public Optimizer {
    if (!(weightDecay >= 0)) {
      throw new IllegalArgumentException("weightDecay is " + weightDecay + ": give 0 or more");
    }
    if (!(clipNorm >= 0)) {
      throw new IllegalArgumentException("clipNorm is " + clipNorm + ": give 0 or more");
    }
  }

  /** Returns how weights decay; nothing if they do not. */
  public List<Regularization> decay() {
    if (weightDecay == 0) {
      return List.of();
    }
    return List.of(decoupled ? new DecoupledDecay(weightDecay) : new L2Gradient(weightDecay));
  }

  /** Returns plain SGD. */
  public static Optimizer sgd(double learningRate) {
    return of(new Sgd(learningRate), 0.0);
  }

  /** Returns an optimizer that decays weights alone and clips nothing. */
  public static Optimizer of(IUpdater updater, double weightDecay) {
    return new Optimizer(updater, weightDecay, false, false, 0.0);
  }
}
