package org.anact.core.training;

import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.SumPass;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Weight decay beside the gradient, weight -= learning rate * coefficient * weight, which no moment
 * of the optimizer sees (Loshchilov and Hutter, arXiv 1711.05101, with the learning rate as
 * PyTorch's {@code AdamW} has it). It does not add to the score.
 *
 * <p>It is Deeplearning4j's {@code WeightDecay}, but of the class of L2 for the reason that {@link
 * L2Gradient} gives.
 */
public final class DecoupledDecay extends L2Gradient {

  private static final long serialVersionUID = 1L;

  /** Makes the decay with a coefficient of 0 or more. */
  public DecoupledDecay(double coefficient) {
    this(new FixedSchedule(coefficient));
  }

  /** For the reader of saved configurations. */
  DecoupledDecay(@JsonProperty("l2") ISchedule l2) {
    super(l2);
  }

  @Override
  public ApplyStep applyStep() {
    return ApplyStep.POST_UPDATER;
  }

  /** Adds to a step, which is subtracted from the parameter. */
  @Override
  public void apply(INDArray param, INDArray step, double rate, int iteration, int epoch) {
    double factor = rate * l2.valueAt(iteration, epoch);
    if (!HostTensor.isReadable(param) || !HostTensor.isReadable(step)) {
      step.addi(param.mul(factor));
      return;
    }
    SumPass.addScaled(HostTensor.of(param), (float) factor, HostTensor.of(step));
  }
}
