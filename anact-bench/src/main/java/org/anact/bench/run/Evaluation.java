package org.anact.bench.run;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Loss and accuracy of a network over a set, in inference mode.
 *
 * @param loss mean cross-entropy in nats; not a number if any output is none
 * @param accuracy top-1, between 0 and 1
 */
record Evaluation(double loss, double accuracy) {

  /** A probability that underflowed to zero counts as this, as the training loss has it too. */
  private static final double SMALLEST_PROBABILITY = 1e-10;

  static Evaluation of(ComputationGraph net, MiniBatches batches, RunListener listener) {
    MiniBatches.Epoch epoch = batches.fileOrder();
    double loss = 0;
    int right = 0;
    int seen = 0;
    for (int number = 0; number < batches.count(); number++) {
      DataSet batch = epoch.batch(number);
      INDArray output = net.outputSingle(batch.getFeatures());
      float[][] probabilities = output.toFloatMatrix();
      output.close();
      MiniBatches.free(batch);
      for (float[] row : probabilities) {
        int label = epoch.label(seen++);
        loss -= Math.log(Math.max(row[label], SMALLEST_PROBABILITY));
        right += argMax(row) == label ? 1 : 0;
      }
      listener.tested();
    }
    return new Evaluation(loss / seen, (double) right / seen);
  }

  private static int argMax(float[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      if (row[i] > row[best]) {
        best = i;
      }
    }
    return best;
  }
}
