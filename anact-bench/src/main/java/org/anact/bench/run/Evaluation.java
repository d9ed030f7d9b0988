package org.anact.bench.run;

import java.util.function.Function;
import org.anact.core.fast.Inference;
import org.anact.core.training.SoftmaxCrossEntropy;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Loss and accuracy of a network over a set, in inference mode.
 *
 * @param loss mean cross-entropy in nats; not finite if a logit is not
 * @param accuracy top-1, between 0 and 1
 */
record Evaluation(double loss, double accuracy) {

  /** Receives what a network makes of each image. */
  @FunctionalInterface
  interface Predictions {
    void add(int label, int predicted, double loss);
  }

  static Evaluation of(ComputationGraph net, MiniBatches batches, RunListener listener) {
    try (Inference inference = new Inference(net)) {
      return of(inference::logits, batches, (label, predicted, loss) -> {}, listener);
    }
  }

  /**
   * Evaluates a classifier.
   *
   * @param classifier from images (N, H, W, C) to their logits
   */
  static Evaluation of(
      Function<INDArray, double[][]> classifier,
      MiniBatches batches,
      Predictions predictions,
      RunListener listener) {
    MiniBatches.Epoch epoch = batches.fileOrder();
    double loss = 0;
    int right = 0;
    int seen = 0;
    for (int number = 0; number < batches.count(); number++) {
      DataSet batch = epoch.batch(number);
      double[][] logits = classifier.apply(batch.getFeatures());
      MiniBatches.free(batch);
      for (double[] row : logits) {
        int label = epoch.label(seen++);
        int predicted = argMax(row);
        double own = SoftmaxCrossEntropy.logSum(row) - row[label];
        loss += own;
        right += predicted == label ? 1 : 0;
        predictions.add(label, predicted, own);
      }
      listener.tested();
    }
    return new Evaluation(loss / seen, (double) right / seen);
  }

  private static int argMax(double[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      if (row[i] > row[best]) {
        best = i;
      }
    }
    return best;
  }
}
