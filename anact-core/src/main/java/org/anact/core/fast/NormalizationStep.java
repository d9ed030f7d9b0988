package org.anact.core.fast;

import java.util.List;
import org.anact.core.kernel.BatchNormPass;
import org.anact.core.kernel.BatchNormPass.Moments;
import org.anact.core.kernel.HostTensor;

/**
 * A batch norm in inference.
 *
 * @param outputShape of one example
 * @param pass for images of that shape
 * @param moments running values
 * @param gamma scale of each channel
 * @param beta shift of each channel
 * @param eps what is added to the variance
 */
@SuppressWarnings("ArrayRecordComponent") // nothing compares them
record NormalizationStep(
    long[] outputShape,
    BatchNormPass pass,
    Moments moments,
    float[] gamma,
    float[] beta,
    double eps)
    implements InferenceStep {

  @Override
  public void run(int examples, List<HostTensor> inputs, HostTensor output) {
    pass.normalize(inputs.get(0), output, moments, gamma, beta, eps);
  }

  @Override
  public boolean isInPlace() {
    return true;
  }

  /** Returns the convolution that computes this, too. */
  ConvolutionStep foldedInto(ConvolutionStep convolution) {
    float[][] map = pass.map(moments, gamma, beta, eps);
    return convolution.followedBy(map[0], map[1]);
  }
}
