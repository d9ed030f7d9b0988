package org.anact.core.training;

import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.SumPass;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * L2 weight decay as SGD with momentum takes it, gradient += coefficient * weight, that does not
 * add to the score: the training loss that is reported stays the cross-entropy, and no step is
 * spent on norms that nothing reads.
 *
 * <p>It extends Deeplearning4j's class because a network builder applies every regularization that
 * is neither L1 nor L2 twice (1.0.0-M2.1, {@code LayerValidation.configureBaseLayer}).
 */
public class L2Gradient extends L2Regularization {

  private static final long serialVersionUID = 1L;

  /** Makes the decay with a coefficient of 0 or more. */
  public L2Gradient(double coefficient) {
    this(new FixedSchedule(coefficient));
  }

  /** For the reader of saved configurations. */
  L2Gradient(@JsonProperty("l2") ISchedule l2) {
    super(l2);
  }

  /** Without a native operation for each layer, which would take longer than the sum itself. */
  @Override
  public void apply(INDArray param, INDArray gradient, double rate, int iteration, int epoch) {
    if (!HostTensor.isReadable(param) || !HostTensor.isReadable(gradient)) {
      super.apply(param, gradient, rate, iteration, epoch);
      return;
    }
    float coefficient = (float) l2.valueAt(iteration, epoch);
    SumPass.addScaled(HostTensor.of(param), coefficient, HostTensor.of(gradient));
  }

  @Override
  public double score(INDArray param, int iteration, int epoch) {
    return 0.0;
  }

  @Override
  public Regularization clone() {
    return this;
  }
}
