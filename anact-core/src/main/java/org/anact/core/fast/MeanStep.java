package org.anact.core.fast;

import java.util.List;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.MeanPass;

/**
 * Global average pooling of channels-last images.
 *
 * @param channels C
 * @param inner H x W
 */
record MeanStep(int channels, int inner) implements InferenceStep {

  @Override
  public long[] outputShape() {
    return new long[] {channels};
  }

  @Override
  public void run(int examples, List<HostTensor> inputs, HostTensor output) {
    new MeanPass(channels, inner, ALONE).forward(inputs.get(0), output);
  }
}
