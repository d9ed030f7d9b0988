package org.anact.datasets.augment;

import java.util.Arrays;
import java.util.Random;
import org.anact.datasets.ChannelStatistics;
import org.anact.datasets.ImageSet;

/**
 * The images of a set, standardized and changed at random: cropped, then mirrored, then turned, in
 * the order of the usual recipes, then cut out. What an image becomes depends on the seed, the
 * epoch and its index alone, so paired runs see the same pixels, however many threads make them.
 *
 * <p>Mixup needs a second image and belongs to mini-batches.
 */
public final class AugmentedImages {

  private static final int OUTSIDE = -1;

  private final ImageSet images;
  private final ChannelStatistics statistics;
  private final Augmentation augmentation;
  private final long seed;

  /**
   * Makes the images of a run.
   *
   * @param images the set
   * @param statistics of the training set
   * @param augmentation what may happen to an image
   * @param seed seed of the run
   */
  public AugmentedImages(
      ImageSet images, ChannelStatistics statistics, Augmentation augmentation, long seed) {
    this.images = images;
    this.statistics = statistics;
    this.augmentation = augmentation;
    this.seed = seed;
  }

  /**
   * Writes an image with channels last.
   *
   * @param index of the image
   * @param epoch from 1
   * @param target receives height x width x channels values
   * @param offset where they begin
   */
  public void copy(int index, int epoch, float[] target, int offset) {
    Random random = new Random(mix(mix(seed, epoch), index));
    if (movesPixels()) {
      images.copyImage(index, target, offset, statistics, sources(random));
    } else {
      images.copyImage(index, target, offset, statistics);
    }
    if (augmentation.cutout() > 0) {
      cutOut(random, target, offset);
    }
  }

  private boolean movesPixels() {
    return augmentation.padCrop() > 0 || augmentation.flip() || augmentation.rotation() > 0;
  }

  /** For each pixel of the result the one of the image that it shows, by the nearest. */
  private int[] sources(Random random) {
    int height = images.height();
    int width = images.width();
    int range = 2 * augmentation.padCrop() + 1;
    int down = random.nextInt(range) - augmentation.padCrop();
    int right = random.nextInt(range) - augmentation.padCrop();
    boolean mirrored = augmentation.flip() && random.nextBoolean();
    double angle = Math.toRadians(augmentation.rotation() * (2 * random.nextDouble() - 1));
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double middleRow = (height - 1) / 2.0;
    double middleColumn = (width - 1) / 2.0;
    int[] sources = new int[height * width];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        double y = r - middleRow;
        double x = c - middleColumn;
        int row = (int) Math.round(middleRow + cos * y + sin * x);
        int column = (int) Math.round(middleColumn + cos * x - sin * y);
        boolean inside = row >= 0 && row < height && column >= 0 && column < width;
        row += down;
        column = (mirrored ? width - 1 - column : column) + right;
        inside &= row >= 0 && row < height && column >= 0 && column < width;
        sources[r * width + c] = inside ? row * width + column : OUTSIDE;
      }
    }
    return sources;
  }

  /** The middle is any pixel, so that a square at the border is cut. */
  private void cutOut(Random random, float[] target, int offset) {
    int height = images.height();
    int width = images.width();
    int channels = images.channels();
    int top = random.nextInt(height) - augmentation.cutout() / 2;
    int left = random.nextInt(width) - augmentation.cutout() / 2;
    int from = Math.max(0, left);
    int to = Math.min(width, left + augmentation.cutout());
    for (int r = Math.max(0, top); r < Math.min(height, top + augmentation.cutout()); r++) {
      Arrays.fill(
          target, offset + (r * width + from) * channels, offset + (r * width + to) * channels, 0f);
    }
  }

  /** Spreads its arguments over all 64 bits (the finalizer of SplitMix64, Steele et al. 2014). */
  private static long mix(long first, long second) {
    long z = first * 0x9e3779b97f4a7c15L + second;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
