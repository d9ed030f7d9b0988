package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.anact.bench.grid.TestRecipes;
import org.anact.datasets.ChannelStatistics;
import org.anact.datasets.Dataset;
import org.anact.datasets.Datasets;
import org.anact.datasets.augment.Augmentation;
import org.anact.datasets.augment.AugmentedImages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

final class MiniBatchesTest {

  private static Dataset data;

  @BeforeAll
  static void load() {
    data = Datasets.standard().load("fashion-mnist-mini", Path.of("nowhere"));
  }

  private static MiniBatches batches(long seed, String recipe) {
    return MiniBatches.training(data, data.train().statistics(), TestRecipes.with(recipe), seed);
  }

  private static MiniBatches batches(int size) {
    return batches(3, "{batchSize: %d}".formatted(size));
  }

  private static int[] labels(MiniBatches batches, int epoch) {
    return IntStream.range(0, 6000).map(batches.shuffled(epoch)::label).toArray();
  }

  @Test
  void anEpochHasEveryImageOnce() {
    MiniBatches batches = batches(3000);
    INDArray pixels =
        Nd4j.concat(
            0,
            batches.shuffled(1).batch(0).getFeatures(),
            batches.shuffled(1).batch(1).getFeatures());
    double[] shuffled = pixels.reshape(6000, 784).sum(1).toDoubleVector();
    INDArray all = batches(6000).fileOrder().batch(0).getFeatures();
    double[] inOrder = all.reshape(6000, 784).sum(1).toDoubleVector();
    assertThat(shuffled).isNotEqualTo(inOrder);
    Arrays.sort(shuffled);
    Arrays.sort(inOrder);
    assertThat(shuffled).isEqualTo(inOrder);
  }

  @Test
  void orderDependsOnSeedAndEpochAlone() {
    assertThat(labels(batches(64), 1)).isEqualTo(labels(batches(500), 1));
    assertThat(labels(batches(64), 1)).isNotEqualTo(labels(batches(64), 2));
    assertThat(labels(batches(64), 1)).isNotEqualTo(labels(batches(4, "{}"), 1));
  }

  @Test
  void lastBatchHasTheRest() {
    MiniBatches batches = batches(64);
    assertThat(batches.count()).isEqualTo(94);
    DataSet last = batches.fileOrder().batch(93);
    assertThat(last.getFeatures().shape()).containsExactly(48, 28, 28, 1);
    assertThat(last.getLabels().shape()).containsExactly(48, 10);
  }

  @Test
  void imagesAndLabelsStayTogetherAndAreStandardized() {
    MiniBatches batches = batches(6000);
    DataSet all = batches.fileOrder().batch(0);
    assertThat(all.getFeatures().meanNumber().doubleValue()).isCloseTo(0, within(1e-3));
    assertThat(all.getFeatures().var(false).getDouble(0)).isCloseTo(1, within(1e-3));
    INDArray classes = all.getLabels().argMax(1);
    float deviation = data.train().statistics().deviation(0);
    float mean = data.train().statistics().mean(0);
    for (int i : new int[] {0, 77, 5999}) {
      assertThat(classes.getInt(i)).isEqualTo(data.train().label(i));
      double pixel = data.train().pixel(i, 0, 14, 13) / 255.0;
      assertThat(all.getFeatures().getDouble(i, 14, 13, 0))
          .isCloseTo((pixel - mean) / deviation, within(1e-5));
    }
    DataSet shuffled = batches.shuffled(1).batch(0);
    INDArray shuffledClasses = shuffled.getLabels().argMax(1);
    for (int i : new int[] {0, 77, 5999}) {
      assertThat(shuffledClasses.getInt(i)).isEqualTo(batches.shuffled(1).label(i));
    }
  }

  @Test
  void smoothedLabelsSpreadTheirShareOverAllClasses() {
    DataSet batch = batches(3, "{labelSmoothing: 0.1}").shuffled(1).batch(0);
    assertThat(batch.getLabels().maxNumber().doubleValue()).isCloseTo(0.91, within(1e-6));
    assertThat(batch.getLabels().minNumber().doubleValue()).isCloseTo(0.01, within(1e-6));
    assertThat(batch.getLabels().sum(1).minNumber().doubleValue()).isCloseTo(1, within(1e-6));
  }

  /** What is made of an epoch must not depend on which thread asks for what, nor on a resume. */
  @Test
  void augmentedBatchesDependOnSeedEpochAndNumberAlone() {
    String recipe = "{augmentation: {padCrop: 2, flip: true, rotation: 10, cutout: 4, mixup: 0.4}}";
    MiniBatches.Epoch epoch = batches(3, recipe).shuffled(2);
    DataSet later = epoch.batch(7);
    DataSet first = epoch.batch(3);
    MiniBatches.Epoch again = batches(3, recipe).shuffled(2);
    assertThat(again.batch(3)).isEqualTo(first);
    assertThat(again.batch(7)).isEqualTo(later);
    assertThat(batches(3, recipe).shuffled(1).batch(3)).isNotEqualTo(first);
    assertThat(batches(4, recipe).shuffled(2).batch(3)).isNotEqualTo(first);
  }

  /** Returns the image of that number of a batch. */
  private static float[] image(DataSet batch, int number) {
    float[] pixels = batch.getFeatures().data().asFloat();
    return Arrays.copyOfRange(pixels, number * 784, (number + 1) * 784);
  }

  /** Returns where in the training set an image that nothing has changed stands. */
  private static int indexOf(float[] image) {
    ChannelStatistics statistics = data.train().statistics();
    float[] candidate = new float[784];
    for (int i = 0; i < data.train().count(); i++) {
      data.train().copyImage(i, candidate, 0, statistics);
      if (Arrays.equals(candidate, image)) {
        return i;
      }
    }
    throw new AssertionError("the image is none of the training set");
  }

  @Test
  void shuffledImagesKeepTheirLabels() {
    DataSet batch = batches(3, "{}").shuffled(1).batch(2);
    INDArray classes = batch.getLabels().argMax(1);
    for (int i = 0; i < 20; i++) {
      assertThat(classes.getInt(i)).isEqualTo(data.train().label(indexOf(image(batch, i))));
    }
  }

  /** Each image of a mini-batch is the augmented one of its index, seed and epoch, and no other. */
  @Test
  void trainingImagesAreChangedAsTheRecipeSays() {
    String recipe = "{augmentation: {padCrop: 2, flip: true, rotation: 10, cutout: 4}}";
    DataSet batch = batches(3, recipe).shuffled(2).batch(1);
    DataSet plain = batches(3, "{}").shuffled(2).batch(1);
    AugmentedImages expected =
        new AugmentedImages(
            data.train(), data.train().statistics(), new Augmentation(2, true, 10, 4, 0), 3);
    for (int i = 0; i < 20; i++) {
      float[] augmented = new float[784];
      expected.copy(indexOf(image(plain, i)), 2, augmented, 0);
      assertThat(image(batch, i)).containsExactly(augmented).isNotEqualTo(image(plain, i));
    }
  }

  /** One share for images and labels, and it is the Beta distribution's. */
  @Test
  void mixupMixesLabelsAsItMixesImages() {
    MiniBatches.Epoch plain = batches(3, "{}").shuffled(1);
    MiniBatches.Epoch mixed = batches(3, "{augmentation: {mixup: 1}}").shuffled(1);
    INDArray images = plain.batch(0).getFeatures().reshape(128, 784);
    INDArray labels = plain.batch(0).getLabels();
    INDArray mixedImages = mixed.batch(0).getFeatures().reshape(128, 784);
    INDArray mixedLabels = mixed.batch(0).getLabels();
    int found = 0;
    for (int i = 0; i < 128; i++) {
      double own = mixedLabels.getDouble(i, labels.getRow(i).argMax().getInt(0));
      if (own > 0.999) {
        continue;
      }
      INDArray rest = mixedImages.getRow(i).sub(images.getRow(i).mul(own)).divi(1 - own);
      for (int j = 0; j < 128; j++) {
        if (rest.equalsWithEps(images.getRow(j), 1e-2)) {
          found++;
          INDArray expected = labels.getRow(i).mul(own).addi(labels.getRow(j).mul(1 - own));
          assertThat(mixedLabels.getRow(i).equalsWithEps(expected, 1e-5)).isTrue();
        }
      }
    }
    assertThat(found).isGreaterThan(90);
  }

  @Test
  void testImagesAreNeverChanged() {
    MiniBatches test = MiniBatches.test(data, data.train().statistics(), 100);
    DataSet batch = test.fileOrder().batch(0);
    float[] expected = new float[784];
    data.test().copyImage(5, expected, 0, data.train().statistics());
    assertThat(batch.getFeatures().get(NDArrayIndex.point(5)).dup().data().asFloat())
        .containsExactly(expected);
  }

  @Test
  void aBatchThatIsDoneWithLeavesNothingOutsideTheHeap() {
    DataSet batch = batches(10).shuffled(1).batch(0);

    MiniBatches.free(batch);

    assertThat(batch.getFeatures().wasClosed()).isTrue();
    assertThat(batch.getLabels().wasClosed()).isTrue();
  }
}
