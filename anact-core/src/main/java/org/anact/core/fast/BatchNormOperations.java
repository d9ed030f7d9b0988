package org.anact.core.fast;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastSubOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Batch normalization by operations of ND4J, for tensors that are not in the memory of the host; x
 * is in C order. Of a training step only the moments outlive the forward pass, where
 * Deeplearning4j's layer keeps two tensors of the mini-batch's size. All vectors are (C).
 */
final class BatchNormOperations {

  private final int channelAxis;
  private final double eps;

  /**
   * Mean and population variance of each channel.
   *
   * @param mean (C)
   * @param variance (C)
   */
  record Moments(INDArray mean, INDArray variance) {}

  /**
   * Sums over all elements of a channel, which are the gradients of the parameters.
   *
   * @param gamma gradient of the scale, (C)
   * @param beta gradient of the shift, (C)
   */
  record Gradients(INDArray gamma, INDArray beta) {}

  BatchNormOperations(int channelAxis, double eps) {
    this.channelAxis = channelAxis;
    this.eps = eps;
  }

  Moments moments(INDArray x) {
    return new Moments(x.mean(others(x)), x.var(false, others(x)));
  }

  /** Writes gamma (x - mean) / sqrt(variance + eps) + beta to {@code out}. */
  void normalize(INDArray x, INDArray out, Moments moments, INDArray gamma, INDArray beta) {
    INDArray scale = inverseDeviation(moments).muli(gamma);
    INDArray shift = beta.sub(moments.mean().mul(scale));
    run(new BroadcastMulOp(x, scale, out, channelAxis));
    run(new BroadcastAddOp(out, shift, out, channelAxis));
  }

  /** Writes dL/dx, through the moments of the mini-batch, to {@code back}, which is in C order. */
  Gradients backward(INDArray x, INDArray epsilon, INDArray back, Moments moments, INDArray gamma) {
    INDArray inverse = inverseDeviation(moments);
    INDArray normalized = back.ulike();
    run(new BroadcastSubOp(x, moments.mean(), normalized, channelAxis));
    run(new BroadcastMulOp(normalized, inverse, normalized, channelAxis));
    INDArray ofBeta = epsilon.sum(others(x));
    INDArray ofGamma = epsilon.muli(normalized, back).sum(others(x));
    // gamma / deviation (epsilon - mean of epsilon - normalized * mean of epsilon * normalized)
    double share = (double) ofBeta.length() / x.length();
    run(new BroadcastMulOp(normalized, ofGamma.mul(share), normalized, channelAxis));
    run(new BroadcastAddOp(normalized, ofBeta.mul(share), normalized, channelAxis));
    epsilon.subi(normalized, back);
    run(new BroadcastMulOp(back, inverse.muli(gamma), back, channelAxis));
    return new Gradients(ofGamma, ofBeta);
  }

  private INDArray inverseDeviation(Moments moments) {
    return Transforms.sqrt(moments.variance().add(eps), false).rdivi(1.0);
  }

  private int[] others(INDArray tensor) {
    return IntStream.range(0, tensor.rank()).filter(axis -> axis != channelAxis).toArray();
  }

  private static void run(BroadcastOp operation) {
    Nd4j.getExecutioner().exec(operation);
  }
}
