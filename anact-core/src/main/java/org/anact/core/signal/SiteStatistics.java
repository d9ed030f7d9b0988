package org.anact.core.signal;

import java.util.Optional;
import java.util.function.Function;
import org.anact.core.activation.Activations;
import org.anact.core.kernel.ActivationPass;
import org.anact.core.kernel.BatchReduction;
import org.anact.core.kernel.HostTensor;
import org.anact.core.statistics.BatchStatistics;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Takes the statistics of an activation's input from the input alone. */
public final class SiteStatistics {

  private final IActivation function;
  private final Optional<Function<INDArray, ActivationPass>> kernel;

  /** Makes the statistics of a function. */
  public SiteStatistics(IActivation function) {
    this.function = function;
    this.kernel = Activations.passes(function);
  }

  /** Returns the statistics of y, which stays as it is, over every element of it. */
  public BatchStatistics of(INDArray y) {
    if (kernel.isPresent() && HostTensor.isReadable(y)) {
      return kernel.get().apply(y).statistics(HostTensor.of(y));
    }
    INDArray f = function.getActivation(y.dup(), true);
    INDArray ones = Nd4j.onesLike(y);
    INDArray slope = function.backprop(y.dup(), ones).getFirst();
    return BatchReduction.of(y, f, slope);
  }
}
