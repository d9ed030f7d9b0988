package org.anact.bench.run;

import java.util.Random;
import org.anact.datasets.ChannelStatistics;
import org.anact.datasets.ImageSet;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Cuts an image set into mini-batches of standardized images (N, H, W, C) and one-hot labels (N,
 * classes).
 *
 * <p>The order of an epoch depends on the seed and the epoch alone, so paired runs see the same
 * batches. The last batch of an epoch is smaller where the size does not divide the set.
 */
final class MiniBatches {

  private final ImageSet images;
  private final ChannelStatistics statistics;
  private final int classes;
  private final int batchSize;

  /**
   * Makes the mini-batches of a set.
   *
   * @param images the set
   * @param statistics of the training set, by which its and the test set's channels are
   *     standardized
   * @param classes number of classes
   * @param batchSize images of a batch
   */
  MiniBatches(ImageSet images, ChannelStatistics statistics, int classes, int batchSize) {
    this.images = images;
    this.statistics = statistics;
    this.classes = classes;
    this.batchSize = batchSize;
  }

  /** Returns the number of batches of an epoch. */
  int count() {
    return (images.count() + batchSize - 1) / batchSize;
  }

  /** Returns the file order, for evaluation. */
  int[] fileOrder() {
    int[] order = new int[images.count()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    return order;
  }

  /** Returns a shuffled order (Fisher and Yates). */
  int[] shuffled(long seed, int epoch) {
    int[] order = fileOrder();
    Random random = new Random(seed * 1_000_003L + epoch);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Returns the batch of that number, from 0, in an order. */
  DataSet batch(int[] order, int number) {
    int start = number * batchSize;
    int n = Math.min(batchSize, order.length - start);
    int pixels = images.channels() * images.height() * images.width();
    float[] features = new float[n * pixels];
    float[] labels = new float[n * classes];
    for (int i = 0; i < n; i++) {
      int index = order[start + i];
      images.copyImage(index, features, i * pixels, statistics);
      labels[i * classes + images.label(index)] = 1.0f;
    }
    INDArray x =
        Nd4j.createFromArray(features)
            .reshape('c', n, images.height(), images.width(), images.channels());
    INDArray y = Nd4j.createFromArray(labels).reshape('c', n, classes);
    return new DataSet(x, y);
  }

  /** Returns the label of an image. */
  int label(int index) {
    return images.label(index);
  }
}
