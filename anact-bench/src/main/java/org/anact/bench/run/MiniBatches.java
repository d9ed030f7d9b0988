package org.anact.bench.run;

import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.anact.bench.grid.Recipe;
import org.anact.datasets.ChannelStatistics;
import org.anact.datasets.Dataset;
import org.anact.datasets.ImageSet;
import org.anact.datasets.augment.Augmentation;
import org.anact.datasets.augment.AugmentedImages;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well19937c;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Cuts an image set into mini-batches of standardized images (N, H, W, C) and labels (N, classes),
 * which are one-hot unless the recipe smooths or mixes them.
 *
 * <p>An epoch's order and images depend on the seed and the epoch alone, so paired runs see the
 * same batches. The last batch of an epoch is smaller where the size does not divide the set.
 */
public final class MiniBatches {

  /** More than any run has epochs, so that no two epochs of two seeds share their draws. */
  private static final long EPOCH_SEEDS = 1_000_003L;

  private final ImageSet images;
  private final int used;
  private final AugmentedImages augmented;
  private final int classes;
  private final int batchSize;
  private final double labelSmoothing;
  private final double mixup;
  private final long seed;

  private MiniBatches(
      ImageSet images,
      int used,
      AugmentedImages augmented,
      int classes,
      int batchSize,
      double labelSmoothing,
      double mixup,
      long seed) {
    this.images = images;
    this.used = used;
    this.augmented = augmented;
    this.classes = classes;
    this.batchSize = batchSize;
    this.labelSmoothing = labelSmoothing;
    this.mixup = mixup;
    this.seed = seed;
  }

  /** The mini-batches of a training set, as a recipe has them. */
  static MiniBatches training(
      Dataset data, ChannelStatistics statistics, Recipe recipe, long seed) {
    return new MiniBatches(
        data.train(),
        data.train().count(),
        new AugmentedImages(data.train(), statistics, recipe.augmentation(), seed),
        data.classNames().size(),
        recipe.batchSize(),
        recipe.labelSmoothing(),
        recipe.augmentation().mixup(),
        seed);
  }

  /** The mini-batches of a training set, without augmentation. */
  public static MiniBatches plain(Dataset data, int batchSize, long seed) {
    return new MiniBatches(
        data.train(),
        data.train().count(),
        new AugmentedImages(data.train(), data.train().statistics(), Augmentation.none(), seed),
        data.classNames().size(),
        batchSize,
        0,
        0,
        seed);
  }

  /**
   * The mini-batches of a test set, in its order and as it is.
   *
   * @param statistics of the training set, by which both sets' channels are standardized
   */
  static MiniBatches test(Dataset data, ChannelStatistics statistics, int batchSize) {
    return new MiniBatches(
        data.test(),
        data.test().count(),
        new AugmentedImages(data.test(), statistics, Augmentation.none(), 0),
        data.classNames().size(),
        batchSize,
        0,
        0,
        0);
  }

  /** Returns the same of the first images of the file alone. */
  MiniBatches first(int number) {
    Objects.checkFromToIndex(0, number, images.count());
    return new MiniBatches(
        images, number, augmented, classes, batchSize, labelSmoothing, mixup, seed);
  }

  /** Returns the number of batches of an epoch. */
  public int count() {
    return (used + batchSize - 1) / batchSize;
  }

  /** One pass over the images, in its order. */
  public final class Epoch {

    private final int number;
    private final int[] order;

    private Epoch(int number, int[] order) {
      this.number = number;
      this.order = order;
    }

    /** Returns the batch of that number, from 0. Any thread may ask, in any order. */
    public DataSet batch(int index) {
      int start = index * batchSize;
      int n = Math.min(batchSize, order.length - start);
      int size = images.channels() * images.height() * images.width();
      float[] features = new float[n * size];
      float[] labels = new float[n * classes];
      float off = (float) (labelSmoothing / classes);
      float on = (float) (1 - labelSmoothing + labelSmoothing / classes);
      for (int i = 0; i < n; i++) {
        int image = order[start + i];
        augmented.copy(image, number, features, i * size);
        for (int c = 0; c < classes; c++) {
          labels[i * classes + c] = c == images.label(image) ? on : off;
        }
      }
      if (mixup > 0) {
        long batchSeed = epochSeed(seed, number) * EPOCH_SEEDS + index;
        RandomDataGenerator random = RandomDataGenerator.of(new Well19937c(batchSeed));
        float share = (float) random.nextBeta(mixup, mixup);
        int[] partners = random.nextPermutation(n, n);
        features = mixed(features, share, partners);
        labels = mixed(labels, share, partners);
      }
      long[] shape = {n, images.height(), images.width(), images.channels()};
      INDArray x = Nd4j.create(features, shape, 'c');
      INDArray y = Nd4j.create(labels, new long[] {n, classes}, 'c');
      return new DataSet(x, y);
    }

    /** Returns the label of the image at a place of the order. */
    int label(int place) {
      return images.label(order[place]);
    }
  }

  private static float[] mixed(float[] rows, float share, int[] partners) {
    int size = rows.length / partners.length;
    float[] mixed = new float[rows.length];
    for (int i = 0; i < partners.length; i++) {
      int own = i * size;
      int other = partners[i] * size;
      for (int j = 0; j < size; j++) {
        mixed[own + j] = share * rows[own + j] + (1 - share) * rows[other + j];
      }
    }
    return mixed;
  }

  /**
   * Frees the tensors of a batch that nothing reads any more. They lie outside of the Java heap,
   * and its collector, which would free them, has no reason to run while the heap has room.
   */
  static void free(DataSet batch) {
    batch.getFeatures().close();
    batch.getLabels().close();
  }

  /** Returns a seed for the draws of an epoch, which no other epoch of any run's seed has. */
  static long epochSeed(long seed, int epoch) {
    return seed * EPOCH_SEEDS + epoch;
  }

  /** Returns the images in the order of the file. */
  Epoch fileOrder() {
    return new Epoch(0, IntStream.range(0, used).toArray());
  }

  /** Returns an epoch's shuffled order (Fisher and Yates). */
  public Epoch shuffled(int epoch) {
    int[] order = fileOrder().order;
    Random random = new Random(epochSeed(seed, epoch));
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return new Epoch(epoch, order);
  }
}
