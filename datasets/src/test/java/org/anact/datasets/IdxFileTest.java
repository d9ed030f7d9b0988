package org.anact.datasets;

import static org.anact.datasets.IdxBytes.IMAGES;
import static org.anact.datasets.IdxBytes.LABELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged or foreign file is refused by name and reason, and never read as something else. */
final class IdxFileTest {

  private static final int FUZZED = 300;

  @Test
  void plainAndGzipGiveTheSameImages() {
    byte[] content = IdxBytes.images(3, 4, 5);
    IdxFile plain = IdxFile.images("a", content);
    IdxFile packed = IdxFile.images("a", IdxBytes.gzip(content));
    assertThat(plain.data()).isEqualTo(Arrays.copyOfRange(content, 16, content.length));
    assertThat(packed.data()).isEqualTo(plain.data());
    assertThat(new int[] {plain.size(0), plain.size(1), plain.size(2)}).containsExactly(3, 4, 5);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** What follows the end of gzip's own data cannot change what was read. */
  @Test
  void whatFollowsTheEndOfGzipIsNotRead() {
    byte[] content = IdxBytes.images(3, 4, 5);
    byte[] packed = IdxBytes.gzip(content);
    for (String garbage : List.of("\n", "\u0000\u0000\u0000", "trailing garbage", "\u001f\u000b")) {
      byte[] longer = Arrays.copyOf(packed, packed.length + garbage.length());
      System.arraycopy(ascii(garbage), 0, longer, packed.length, garbage.length());
      assertThat(IdxFile.images("a", longer).digests())
          .isEqualTo(IdxFile.images("a", content).digests());
    }
  }

  static Stream<Arguments> wrongImageFiles() {
    byte[] right = IdxBytes.images(3, 4, 5);
    byte[] corrupt = IdxBytes.gzip(IdxBytes.images(100, 10, 10));
    corrupt[corrupt.length - 6] ^= 0x10;
    return Stream.of(
        Arguments.of(new byte[0], "is not an IDX file of images: it is empty"),
        Arguments.of(ascii("<html>404</html>"), "it is a web page, which a server sent"),
        Arguments.of(ascii("\n<!DOCTYPE html>"), "it is a web page"),
        Arguments.of(ascii("<?xml version='1.0'?><Error>"), "it is a web page"),
        Arguments.of(IdxBytes.gzip(ascii("<html>")), "it is a web page"),
        Arguments.of(IdxBytes.gzip(IdxBytes.gzip(right)), "is packed with gzip here"),
        Arguments.of(ascii("PK\u0003\u0004"), "it is a zip archive"),
        Arguments.of(ascii("version https://git-lfs.github.com/spec/v1"), "pointer of Git LFS"),
        Arguments.of(ascii("something else"), "it begins with 0x736f6d65, not 0x00000803"),
        Arguments.of(IdxBytes.labels(20), "holds labels where images are expected"),
        Arguments.of(Arrays.copyOf(right, 9), "truncated inside its header"),
        Arguments.of(
            Arrays.copyOf(right, right.length - 1), "announces 60 bytes of data and there are 59"),
        Arguments.of(Arrays.copyOf(right, right.length + 1), "continues after the 60 bytes"),
        Arguments.of(IdxBytes.gzip(Arrays.copyOf(right, 40)), "announces 60 bytes"),
        Arguments.of(Arrays.copyOf(IdxBytes.gzip(right), 25), "truncated inside its gzip data"),
        Arguments.of(corrupt, "is damaged"),
        Arguments.of(IdxBytes.of(new byte[9], IMAGES, 0, 3, 3), "announces a size of 0"),
        Arguments.of(IdxBytes.of(new byte[9], IMAGES, -5, 3, 3), "announces a size of -5"),
        Arguments.of(
            IdxBytes.of(new byte[9], IMAGES, 3, Integer.MAX_VALUE, 3), "which no data set has"),
        Arguments.of(
            IdxBytes.of(new byte[9], IMAGES, Integer.MAX_VALUE, 28, 28), "which no data set has"));
  }

  @ParameterizedTest
  @MethodSource("wrongImageFiles")
  void wrongImageFileIsNamedWithItsReason(byte[] content, String reason) {
    assertThatThrownBy(() -> IdxFile.images("train-images", content))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("'train-images'")
        .hasMessageContaining(reason);
  }

  @Test
  void imagesWhereLabelsAreExpectedAreTold() {
    assertThatThrownBy(() -> IdxFile.labels("train-labels", IdxBytes.images(1, 2, 2)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("'train-labels' holds images where labels are expected");
  }

  /** The header promises two gigabytes; only the nine bytes that come may be kept. */
  @Test
  void hugeAnnouncementCostsNoMemory() {
    byte[] liar = IdxBytes.of(new byte[9], LABELS, Integer.MAX_VALUE - 100);
    assertThatThrownBy(() -> IdxFile.labels("liar", liar))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("there are 9");
  }

  /** Gzip's checksum makes it impossible that a flipped bit goes through with other pixels. */
  @ParameterizedTest
  @ValueSource(strings = {"t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"})
  void damagedRealFilesNeverReadAsSomethingElse(String file) throws IOException {
    byte[] original = resource(file);
    boolean images = file.contains("images");
    byte[] data = read(images, original).data();
    Random random = new Random(17);
    int refused = 0;
    for (int i = 0; i < FUZZED; i++) {
      byte[] damaged = original.clone();
      if (random.nextBoolean()) {
        damaged = Arrays.copyOf(original, random.nextInt(original.length));
      } else {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(read(images, damaged).data()).isEqualTo(data);
      } catch (DatasetException e) {
        assertThat(e).hasMessageContaining("'" + "fuzzed" + "'");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(FUZZED * 9 / 10);
  }

  private static IdxFile read(boolean images, byte[] content) {
    return images ? IdxFile.images("fuzzed", content) : IdxFile.labels("fuzzed", content);
  }

  private static byte[] resource(String file) throws IOException {
    try (InputStream in =
        IdxFileTest.class.getResourceAsStream("/org/anact/datasets/fashion-mnist-mini/" + file)) {
      return in.readAllBytes();
    }
  }
}
