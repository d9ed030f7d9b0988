package org.anact.core.training;

import java.util.Arrays;
import org.anact.core.kernel.SmallTensor;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * The cross-entropy of a softmax classifier, computed from its logits: log-softmax in double, so
 * that it is exact however small a probability is, and finite as long as the logits are.
 *
 * <p>Deeplearning4j's own counts every probability below 1e-10 as 1e-10, in the loss (23.03 nats at
 * most) and in the gradient. With another activation than softmax, or with a mask, this is that
 * loss without the limit.
 */
public final class SoftmaxCrossEntropy extends LossMCXENT {

  private static final long serialVersionUID = 1L;

  /** Makes the loss. */
  public SoftmaxCrossEntropy() {
    super(0.0, null);
  }

  /** Returns the logarithm of the sum of the exponentials of one example's logits. */
  public static double logSum(double... logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return largest + Math.log(sum);
  }

  /**
   * Returns the logits of a classifier in inference mode, whose softmax is its output. Of an output
   * that is no softmax it returns the logarithms, from which the same loss follows if they are
   * those of probabilities.
   *
   * @param net a network with one output of shape (examples, classes)
   * @param images a mini-batch
   */
  public static double[][] logits(ComputationGraph net, INDArray images) {
    BaseLayer classifier = (BaseLayer) net.getOutputLayer(0).conf().getLayer();
    IActivation activation = classifier.getActivationFn();
    boolean softmax = activation instanceof ActivationSoftmax;
    if (softmax) {
      classifier.setActivationFn(new ActivationIdentity());
    }
    try (INDArray output = net.outputSingle(images)) {
      double[] values = SmallTensor.read(output);
      double[][] rows = new double[Math.toIntExact(output.size(0))][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = row(values, i, Math.toIntExact(output.size(1)));
      }
      return softmax ? rows : logarithms(rows);
    } finally {
      classifier.setActivationFn(activation);
    }
  }

  private static double[][] logarithms(double[][] values) {
    return Arrays.stream(values)
        .map(row -> Arrays.stream(row).map(Math::log).toArray())
        .toArray(double[][]::new);
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activationFn,
      INDArray mask,
      boolean average) {
    if (mask != null || !(activationFn instanceof ActivationSoftmax)) {
      return super.computeScore(labels, preOutput, activationFn, mask, average);
    }
    double sum = 0;
    for (double loss : losses(labels, preOutput)) {
      sum += loss;
    }
    return average ? sum / labels.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    if (mask != null || !(activationFn instanceof ActivationSoftmax)) {
      return super.computeScoreArray(labels, preOutput, activationFn, mask);
    }
    return Nd4j.createFromArray(losses(labels, preOutput))
        .reshape(labels.size(0), 1)
        .castTo(preOutput.dataType());
  }

  /** Of each example; both matrices are (examples, classes). */
  private static double[] losses(INDArray labels, INDArray preOutput) {
    if (!labels.equalShapes(preOutput)) {
      throw new IllegalArgumentException(
          "labels of shape %s for a classifier of shape %s"
              .formatted(labels.shapeInfoToString(), preOutput.shapeInfoToString()));
    }
    double[] targets = SmallTensor.read(labels);
    double[] logits = SmallTensor.read(preOutput);
    int classes = Math.toIntExact(labels.size(1));
    double[] losses = new double[Math.toIntExact(labels.size(0))];
    for (int i = 0; i < losses.length; i++) {
      double logSum = logSum(row(logits, i, classes));
      for (int c = i * classes; c < (i + 1) * classes; c++) {
        losses[i] += targets[c] == 0 ? 0 : targets[c] * (logSum - logits[c]);
      }
    }
    return losses;
  }

  private static double[] row(double[] matrix, int row, int columns) {
    return Arrays.copyOfRange(matrix, row * columns, (row + 1) * columns);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SoftmaxCrossEntropy that && super.equals(that);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof SoftmaxCrossEntropy;
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
