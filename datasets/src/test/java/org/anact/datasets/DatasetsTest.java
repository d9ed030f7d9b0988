package org.anact.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.anact.registry.UnknownNameException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetsTest {

  private static Dataset mini;

  @TempDir private Path folder;

  @BeforeAll
  static void loadEmbedded() {
    mini = Datasets.standard().load("fashion-mnist-mini", Path.of("nowhere"));
  }

  @Test
  void embeddedSetHasEachClassEquallyOften() {
    assertThat(classCounts(mini.train())).containsOnly(600).hasSize(10);
    assertThat(classCounts(mini.test())).containsOnly(100).hasSize(10);
    assertThat(mini.classNames()).hasSize(10).contains("Ankle boot");
  }

  private static int[] classCounts(ImageSet set) {
    int[] counts = new int[10];
    for (int i = 0; i < set.count(); i++) {
      counts[set.label(i)]++;
    }
    return counts;
  }

  /** The first training labels of Fashion-MNIST, which the selection in file order keeps. */
  @Test
  void embeddedSetIsFashionMnistInFileOrder() {
    int[] first = new int[8];
    for (int i = 0; i < first.length; i++) {
      first[i] = mini.train().label(i);
    }
    assertThat(first).containsExactly(9, 0, 0, 3, 0, 2, 7, 2);
    assertThat(mini.train().height()).isEqualTo(28);
    assertThat(mini.train().width()).isEqualTo(28);
    assertThat(mini.train().channels()).isEqualTo(1);
  }

  /**
   * The nearest of the ten mean training images names the class of two test images in three; it
   * would name that of one in ten if labels and images did not belong together.
   */
  @Test
  void labelsBelongToTheirImages() {
    double[][] means = new double[10][784];
    for (int i = 0; i < mini.train().count(); i++) {
      for (int p = 0; p < 784; p++) {
        means[mini.train().label(i)][p] += mini.train().pixel(i, 0, p / 28, p % 28) / 600.0;
      }
    }
    int right = 0;
    for (int i = 0; i < mini.test().count(); i++) {
      right += nearest(means, i) == mini.test().label(i) ? 1 : 0;
    }
    assertThat(right).isBetween(600, 800);
  }

  private static int nearest(double[][] means, int image) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int label = 0; label < means.length; label++) {
      double distance = 0;
      for (int p = 0; p < 784; p++) {
        double d = mini.test().pixel(image, 0, p / 28, p % 28) - means[label][p];
        distance += d * d;
      }
      if (distance < least) {
        least = distance;
        best = label;
      }
    }
    return best;
  }

  @Test
  void statisticsAreThoseOfThePixels() {
    ImageSet train = mini.train();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < train.count(); i++) {
      for (int row = 0; row < 28; row++) {
        for (int column = 0; column < 28; column++) {
          double value = train.pixel(i, 0, row, column) / 255.0;
          sum += value;
          squares += value * value;
        }
      }
    }
    double n = 6000.0 * 28 * 28;
    double deviation = Math.sqrt(squares / n - sum / n * sum / n);
    assertThat((double) train.statistics().mean(0)).isCloseTo(sum / n, within(1e-6));
    assertThat((double) train.statistics().deviation(0)).isCloseTo(deviation, within(1e-6));
    assertThat(sum / n).isBetween(0.27, 0.30);
  }

  @Test
  void copiedImageIsStandardizedAtItsPlace() {
    float[] target = new float[3 + 784];
    ChannelStatistics statistics = mini.train().statistics();
    mini.train().copyImage(5, target, 3, statistics);
    assertThat(target[0]).isZero();
    double expected =
        (mini.train().pixel(5, 0, 20, 11) / 255.0 - statistics.mean(0)) / statistics.deviation(0);
    assertThat((double) target[3 + 20 * 28 + 11]).isCloseTo(expected, within(1e-5));
  }

  private void writeFull(boolean gzip) throws IOException {
    Path home = Files.createDirectories(folder.resolve("fashion-mnist"));
    for (String part : List.of("train", "t10k")) {
      int count = part.equals("train") ? 60_000 : 10_000;
      write(home, part + "-images-idx3-ubyte", IdxBytes.images(count, 28, 28), gzip);
      write(home, part + "-labels-idx1-ubyte", IdxBytes.labels(count), gzip);
    }
  }

  private static void write(Path home, String name, byte[] content, boolean gzip)
      throws IOException {
    Files.write(home.resolve(gzip ? name + ".gz" : name), gzip ? IdxBytes.gzip(content) : content);
  }

  @Test
  void fullSetIsReadFromTheDataDirectoryPlainOrPacked() throws IOException {
    writeFull(false);
    Dataset plain = Datasets.standard().load("fashion-mnist", folder);
    assertThat(plain.train().count()).isEqualTo(60_000);
    assertThat(plain.test().count()).isEqualTo(10_000);
    int last = 60_000 * 784 - 1;
    assertThat(plain.train().pixel(59_999, 0, 27, 27)).isEqualTo((last * 31 + last / 1000) & 0xff);
    writeFull(true);
    Dataset packed = Datasets.standard().load("fashion-mnist", folder);
    assertThat(packed.train().label(59_999)).isEqualTo(9);
    assertThat(packed.checksum()).hasSize(64).isEqualTo(plain.checksum());
  }

  @Test
  void missingFileIsNamedWithWhereToPutIt() {
    assertThatThrownBy(() -> Datasets.standard().load("mnist", folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("train-images-idx3-ubyte.gz")
        .hasMessageContaining(folder.resolve("mnist").toString())
        .hasMessageContaining("ANACT_DATA");
  }

  @Test
  void filesThatDoNotFitTogetherAreRefused() throws IOException {
    writeFull(false);
    Path home = folder.resolve("fashion-mnist");
    write(home, "train-labels-idx1-ubyte", IdxBytes.labels(59_999), false);
    assertRefused("60000 images", "59999 labels");

    byte[] labels = IdxBytes.labels(60_000);
    labels[8 + 1234] = 10;
    write(home, "train-labels-idx1-ubyte", labels, false);
    assertRefused("label 10 at position 1234");

    write(home, "train-labels-idx1-ubyte", IdxBytes.labels(6000), false);
    write(home, "train-images-idx3-ubyte", IdxBytes.images(6000, 28, 28), false);
    assertRefused("has 6000 images of 28x28, and fashion-mnist has 60000");
  }

  private void assertRefused(String... reasons) {
    assertThatThrownBy(() -> Datasets.standard().load("fashion-mnist", folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(reasons);
  }

  @Test
  void unknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Datasets.standard().entry("fashion-mist"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("unknown data set 'fashion-mist'; did you mean 'fashion-mnist'?");
  }

  @Test
  void twoEntriesOfOneNameAreRefused() {
    DatasetEntry entry = Datasets.standard().entry("mnist");
    assertThatThrownBy(() -> PublishedFiles.of(entry, entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'mnist'");
  }

  @Test
  void dataDirectoryIsTheNamedOneBeforeTheVariableBeforeHome() {
    Map<String, String> variable = Map.of("ANACT_DATA", "/variable");
    assertThat(DataDirectory.resolve(Path.of("/named"), variable, "/home/x"))
        .isEqualTo(Path.of("/named"));
    assertThat(DataDirectory.resolve(null, variable, "/home/x")).isEqualTo(Path.of("/variable"));
    assertThat(DataDirectory.resolve(null, Map.of(), "/home/x"))
        .isEqualTo(Path.of("/home/x/.anact/data"));
    Map<String, String> empty = Map.of("ANACT_DATA", " ");
    assertThatThrownBy(() -> DataDirectory.resolve(null, Map.of(), "?"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("--data or ANACT_DATA");
    assertThat(DataDirectory.resolve(null, variable, "?")).isEqualTo(Path.of("/variable"));
    assertThatThrownBy(() -> DataDirectory.resolve(null, empty, "/home/x"))
        .isInstanceOf(DatasetException.class)
        .hasMessage("ANACT_DATA is empty: name a folder with it, or unset it");
  }
}
