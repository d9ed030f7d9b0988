package org.anact.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CifarFormatTest {

  private static final Datasets SMALL =
      PublishedFiles.of(
          PublishedFiles.cifar10(), PublishedFiles.cifar100(true), PublishedFiles.cifar100(false));

  @TempDir private Path data;

  @ParameterizedTest
  @ValueSource(strings = {"cifar10", "cifar10/cifar-10-batches-bin", "cifar-10-batches-bin"})
  void imagesComeFileByFileFromTheOwnOrThePublishedFolder(String folder) throws IOException {
    PublishedFiles.writeCifar10(data.resolve(folder));
    Dataset dataset = SMALL.load("cifar10", data);
    ImageSet train = dataset.train();
    assertThat(train.count()).isEqualTo(20);
    assertThat(dataset.test().count()).isEqualTo(6);
    assertThat(dataset.classNames()).hasSize(10).startsWith("thing0", "thing1");
    for (int i = 0; i < 20; i++) {
      assertThat(train.label(i)).isEqualTo(1 + i / 4 + i % 4);
    }
    assertThat(train.pixel(6, 2, 5, 9)).isEqualTo((2 * 7 + 2 * 1024 + 5 * 32 + 9) & 0xff);
    assertThat(train.channels()).isEqualTo(3);
  }

  @Test
  void fineAndCoarseLabelsAreTheSecondAndTheFirst() throws IOException {
    PublishedFiles.writeCifar100(data.resolve("cifar100"));
    Dataset fine = SMALL.load("cifar100", data);
    Dataset coarse = SMALL.load("cifar100-coarse", data);
    assertThat(fine.train().label(5)).isEqualTo(85);
    assertThat(coarse.train().label(5)).isEqualTo(5);
    assertThat(fine.classNames()).hasSize(100).contains("fine99");
    assertThat(coarse.classNames()).hasSize(20).contains("coarse19");
    assertThat(coarse.test().pixel(1, 0, 0, 3))
        .isEqualTo(10)
        .isEqualTo(fine.test().pixel(1, 0, 0, 3));
  }

  @Test
  void missingFileIsNamedWithTheWayToBringIt() throws IOException {
    refused(
        "batches.meta.txt",
        "./anact datasets fetch cifar10'",
        "./anact datasets import cifar10 PATH'",
        "ANACT_DATA");
    PublishedFiles.writeCifar10(data.resolve("cifar10"));
    Files.delete(data.resolve("cifar10/data_batch_4.bin"));
    refused("there is no 'data_batch_4.bin' in", "cifar10");
  }

  @Test
  void wrongSizeIsRefused() throws IOException {
    Path file = PublishedFiles.writeCifar10(data.resolve("cifar10")).resolve("data_batch_2.bin");
    byte[] right = Files.readAllBytes(file);
    for (int size : new int[] {0, right.length - 1, right.length + 1}) {
      Files.write(file, Arrays.copyOf(right, size));
      refused(
          "data_batch_2.bin' " + (size == 0 ? "is empty" : "has " + size + " bytes"),
          "has 12292 bytes there (4 records of 3073)");
    }
  }

  @Test
  void labelOutOfRangeIsRefusedWithItsRecord() throws IOException {
    Path file = PublishedFiles.writeCifar10(data.resolve("cifar10")).resolve("test_batch.bin");
    byte[] content = Files.readAllBytes(file);
    content[3 * 3073] = (byte) 200;
    Files.write(file, content);
    refused("test_batch.bin' has the label 200 in record 3, and cifar10 has the classes 0 to 9");
  }

  @Test
  void namesInCapitalsWithByteOrderMarkAndOtherLineEndsAreTheSame() throws IOException {
    Path home = PublishedFiles.writeCifar10(data.resolve("cifar10"));
    Dataset plain = SMALL.load("cifar10", data);
    try (Stream<Path> all = Files.list(home)) {
      for (Path file : all.toList()) {
        String name = file.getFileName().toString();
        Files.move(file, home.resolve(name.toUpperCase(Locale.ROOT)));
      }
    }
    Path names = home.resolve("BATCHES.META.TXT");
    Files.writeString(names, "\ufeff" + Files.readString(names).replace("\n", "\r\n"));
    Dataset other = SMALL.load("cifar10", data);
    assertThat(other.checksum()).isEqualTo(plain.checksum());
    assertThat(other.classNames()).isEqualTo(plain.classNames());
  }

  @Test
  void brokenLinkIsTold() throws IOException {
    Path file = PublishedFiles.writeCifar10(data.resolve("cifar10")).resolve("test_batch.bin");
    Files.delete(file);
    Files.createSymbolicLink(file, data.resolve("gone"));
    refused("there is no 'test_batch.bin' in", "the link of that name is broken");
    Files.delete(file);
    PublishedFiles.writeCifar10(data.resolve("elsewhere"));
    Files.createSymbolicLink(file, data.resolve("elsewhere/test_batch.bin"));
    assertThat(SMALL.load("cifar10", data).test().count()).isEqualTo(6);
  }

  @Test
  void wrongNamesAreRefused() throws IOException {
    Path names = PublishedFiles.writeCifar10(data.resolve("cifar10")).resolve("batches.meta.txt");
    Files.write(names, List.of("one", "two"));
    refused("batches.meta.txt' names 2 classes and cifar10 has 10");
    Files.write(names, List.of("one", "", "two"));
    refused("has no name on line 2");
    Files.write(names, "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    refused("is not text in UTF-8: save it as such");
  }

  private void refused(String... reasons) {
    assertThatThrownBy(() -> SMALL.load("cifar10", data))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(reasons);
  }

  @Test
  void damagedFilesAreRefusedOrHaveTheRightShape() throws IOException {
    Path home = PublishedFiles.writeCifar100(data.resolve("cifar100"));
    Random random = new Random(29);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      Path file = home.resolve(List.of("train.bin", "test.bin", "fine_label_names.txt").get(i % 3));
      byte[] original = Files.readAllBytes(file);
      PublishedFiles.damage(file, original, random);
      try {
        Dataset dataset = SMALL.load("cifar100", data);
        assertThat(dataset.train().count()).isEqualTo(12);
        assertThat(dataset.test().count()).isEqualTo(6);
        assertThat(dataset.classNames()).hasSize(100);
      } catch (DatasetException e) {
        assertThat(e).hasMessageContaining(file.toString());
        refused++;
      }
      Files.write(file, original);
    }
    assertThat(refused).isBetween(100, 399);
  }
}
