package org.anact.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TinyImageNetFormatTest {

  private static final Datasets SMALL = PublishedFiles.of(PublishedFiles.tinyImageNet());

  @TempDir private Path data;
  private Path home;

  @BeforeEach
  void write() throws IOException {
    home = PublishedFiles.writeTinyImageNet(data.resolve("tiny-imagenet-200"));
  }

  private Dataset load() {
    return SMALL.load("tiny-imagenet", data);
  }

  @Test
  void labelsAreTheLinesOfWnidsAndImagesComeByNumber() {
    Dataset dataset = load();
    assertThat(dataset.classNames()).containsExactly("cliff", "goldfish", "reel");
    assertThat(dataset.train().count()).isEqualTo(12);
    for (int i = 0; i < 12; i++) {
      assertThat(dataset.train().label(i)).isEqualTo(i / 4);
    }
    // Blue is 16 x label + number: number 10 comes after number 2, not after 1.
    assertThat(dataset.train().pixel(6, 2, 30, 30)).isCloseTo(18, within(4));
    assertThat(dataset.train().pixel(7, 2, 30, 30)).isCloseTo(26, within(4));
    assertThat(dataset.test().label(1)).isEqualTo(1);
    assertThat(dataset.test().pixel(1, 2, 0, 63)).isCloseTo(201, within(4));
  }

  @Test
  void channelsAreRedGreenBlueAndGreyIsRepeatedAsItIs() {
    ImageSet train = load().train();
    assertThat(train.pixel(0, 0, 8, 8)).isCloseTo(200, within(4));
    assertThat(train.pixel(0, 1, 8, 8)).isCloseTo(100, within(4));
    for (int channel = 0; channel < 3; channel++) {
      assertThat(train.pixel(5, channel, 8, 8)).isCloseTo(91, within(1));
    }
  }

  @Test
  void fewerImagesAClassAreAllowed() throws IOException {
    Files.delete(home.resolve("train/n00000001/images/n00000001_2.JPEG"));
    assertThat(load().train().count()).isEqualTo(11);
  }

  @Test
  void missingOrForeignFoldersAndFilesAreNamed() throws IOException {
    Path foreign = Files.createDirectory(home.resolve("train/n00000009"));
    refused("'" + foreign + "' is not a class of");
    Files.delete(foreign);
    Path text = Files.writeString(home.resolve("train/n00000002/images/readme.txt"), "x");
    refused("'" + text + "' is not a .JPEG file");
    Files.delete(text);
    Path extra = home.resolve("val/images/val_7.JPEG");
    Files.copy(home.resolve("val/images/val_0.JPEG"), extra);
    refused("'" + extra + "' has no line in");
    Files.delete(extra);
    Path folder = home.resolve("train/n00000003");
    Files.move(folder, data.resolve("away"));
    refused("there is no folder '" + folder.resolve("images") + "'");
    Files.createDirectories(folder.resolve("images"));
    refused("'" + folder.resolve("images") + "' has no images");
  }

  /** Copies that went over other systems, or were edited there, have the same content. */
  @Test
  void otherSuffixesCapitalsAndLitterChangeNothing() throws IOException {
    Dataset right = SMALL.verify("tiny-imagenet", data);
    List<Path> images;
    try (Stream<Path> all = Files.walk(home)) {
      images = all.filter(each -> each.toString().endsWith(".JPEG")).sorted().toList();
    }
    List<String> suffixes = List.of(".jpg", ".jpeg", ".JPG", ".Jpeg");
    for (int i = 0; i < images.size(); i++) {
      String name = images.get(i).getFileName().toString().replace(".JPEG", "");
      name = (i % 3 == 0 ? name.toUpperCase(Locale.ROOT) : name) + suffixes.get(i % 4);
      Files.move(images.get(i), images.get(i).resolveSibling(name));
    }
    Files.move(home.resolve("train/n00000002"), home.resolve("train/N00000002"));
    Files.move(home.resolve("train/n00000003/images"), home.resolve("train/n00000003/IMAGES"));
    Files.move(home.resolve("val"), home.resolve("VAL"));
    for (String litter : List.of("Thumbs.db", "desktop.ini", ".DS_Store", "._n00000001_0.JPEG")) {
      Files.writeString(home.resolve("train/n00000001/images").resolve(litter), "litter");
    }
    assertSame(SMALL.verify("tiny-imagenet", data), right);

    Path image = home.resolve("train/n00000001/images/n00000001_2.jpg");
    Path twin = home.resolve("train/n00000001/images/n00000001_2.JPEG");
    Files.copy(images(home.resolve("train/n00000001/images"), "n00000001_2"), image);
    Files.copy(image, twin);
    refused("differ in case or suffix alone: remove one of them", "n00000001_2");
  }

  private static Path images(Path folder, String stem) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(
              each -> each.getFileName().toString().toLowerCase(Locale.ROOT).startsWith(stem + "."))
          .findFirst()
          .orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wnids.txt", "words.txt", "val/val_annotations.txt"})
  void byteOrderMarkAndLineEndsChangeNothing(String name) throws IOException {
    Dataset right = SMALL.verify("tiny-imagenet", data);
    Path file = home.resolve(name);
    String text = Files.readString(file);
    for (String other :
        List.of("\ufeff" + text, text.replace("\n", "\r\n"), text.replace("\n", "\r"))) {
      Files.writeString(file, other);
      assertSame(SMALL.verify("tiny-imagenet", data), right);
    }
    Files.writeString(file, text, StandardCharsets.UTF_16);
    refused(file + "' is not text in UTF-8: save it as such");
  }

  @Test
  void bytesAfterTheEndOfAnImageChangeNoPixel() throws IOException {
    Dataset right = SMALL.verify("tiny-imagenet", data);
    Path image = home.resolve("train/n00000001/images/n00000001_2.JPEG");
    byte[] content = Files.readAllBytes(image);
    for (int more : new int[] {1, 2, 100}) {
      Files.write(image, Arrays.copyOf(content, content.length + more));
      Dataset longer = SMALL.verify("tiny-imagenet", data);
      assertThat(longer.checksum()).isNotEqualTo(right.checksum());
      for (int channel = 0; channel < 3; channel++) {
        assertThat(longer.train().pixel(6, channel, 40, 40))
            .isEqualTo(right.train().pixel(6, channel, 40, 40));
      }
    }
    // What is cut off is not mended by what follows.
    Files.write(image, Arrays.copyOf(Arrays.copyOf(content, content.length - 2), content.length));
    refused("'" + image + "' is damaged (its end is missing)");
  }

  @Test
  void wrongTextFilesAreRefusedWithTheLine() throws IOException {
    Path annotations = home.resolve("val/val_annotations.txt");
    Files.write(annotations, List.of("val_0.JPEG\tn00000001", "val_1.JPEG\tn00000007"));
    refused("val_annotations.txt' has on line 2 the class 'n00000007'");
    Files.write(annotations, List.of("val_0.JPEG\tn00000001", "val_0.JPEG\tn00000001"));
    refused("on line 2 the image 'val_0.JPEG'");
    Files.write(annotations, List.of("../../x.JPEG\tn00000001"));
    refused("on line 1 the image '../../x.JPEG'");
    Files.write(annotations, List.of("val_0.JPEG n00000001"));
    refused("on line 1 no file and class");
    Files.write(home.resolve("words.txt"), List.of("n00000001\tgoldfish"));
    refused("words.txt' has no name for n00000003");
    Files.write(home.resolve("wnids.txt"), List.of("n00000001", "n00000001"));
    refused("n00000001 a second time on line 2");
    Files.write(home.resolve("wnids.txt"), List.of("n00000001", "../up"));
    refused("wnids.txt' has '../up' on line 2");
    Files.write(home.resolve("wnids.txt"), List.of("n00000001"));
    refused("has 1 classes and tiny-imagenet has 3");
    Files.delete(home.resolve("wnids.txt"));
    refused("there is no 'wnids.txt'", "./anact datasets fetch tiny-imagenet'");
  }

  @Test
  void damagedImagesAreNamed() throws IOException {
    Path image = home.resolve("train/n00000001/images/n00000001_2.JPEG");
    byte[] right = Files.readAllBytes(image);
    Files.writeString(image, "<html>404</html>");
    refused("'" + image + "' is not a JPEG file: it is a web page");
    Files.write(image, new byte[0]);
    refused("'" + image + "' is not a JPEG file: it is empty");
    Files.writeString(image, "\u0089PNG", StandardCharsets.ISO_8859_1);
    refused("'" + image + "' is not a JPEG file: it is a PNG image");
    Files.write(image, Arrays.copyOf(right, right.length / 2));
    refused("'" + image + "' is damaged");
    Files.write(image, Arrays.copyOf(right, right.length - 2));
    refused("'" + image + "' is damaged");
    Files.write(image, PublishedFiles.colour(65, 3));
    refused("'" + image + "' has 65x65 pixels, and 64x64 are expected");
  }

  private void refused(String... reasons) {
    assertThatThrownBy(this::load)
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(reasons);
  }

  @Test
  void decodedImagesAreKeptUntilTheSourceChanges() throws IOException {
    Dataset first = load();
    Path kept = cacheFiles().get(0);
    FileTime written = Files.getLastModifiedTime(kept);
    Dataset second = load();
    assertSame(second, first);
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(written);

    Path image = home.resolve("train/n00000003/images/n00000003_0.JPEG");
    Files.write(image, PublishedFiles.colour(64, 250));
    Dataset changed = load();
    assertThat(changed.checksum()).isNotEqualTo(first.checksum());
    assertThat(changed.train().pixel(0, 2, 9, 9)).isCloseTo(250, within(4));
    assertThat(cacheFiles()).hasSize(1).doesNotContain(kept);
  }

  @Test
  void damagedCacheIsMadeAgain() throws IOException {
    Dataset right = load();
    Path kept = cacheFiles().get(0);
    byte[] original = Files.readAllBytes(kept);
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      PublishedFiles.damage(kept, original, random);
      assertSame(load(), right);
      assertThat(Files.readAllBytes(kept)).isEqualTo(original);
    }
  }

  @Test
  void cacheThatCannotBeWrittenIsDoneWithout() throws IOException {
    Files.writeString(data.resolve(".cache"), "a file where the folder should be");
    assertSame(load(), SMALL.verify("tiny-imagenet", data));
  }

  @Test
  void verifyReadsTheFilesThemselves() throws IOException {
    Dataset cached = load();
    Path image = home.resolve("train/n00000003/images/n00000003_0.JPEG");
    FileTime time = Files.getLastModifiedTime(image);
    byte[] content = Files.readAllBytes(image);
    content[content.length / 2] ^= 8;
    Files.write(image, content);
    Files.setLastModifiedTime(image, time);
    assertSame(load(), cached);
    try {
      assertThat(SMALL.verify("tiny-imagenet", data).checksum()).isNotEqualTo(cached.checksum());
    } catch (DatasetException e) {
      assertThat(e).hasMessageContaining(image.toString());
    }
  }

  private static void assertSame(Dataset actual, Dataset expected) {
    assertThat(actual.checksum()).isEqualTo(expected.checksum());
    assertThat(actual.classNames()).isEqualTo(expected.classNames());
    for (int i = 0; i < 12; i++) {
      assertThat(actual.train().label(i)).isEqualTo(expected.train().label(i));
      assertThat(actual.train().pixel(i, i % 3, 63, i))
          .isEqualTo(expected.train().pixel(i, i % 3, 63, i));
    }
    assertThat(actual.test().count()).isEqualTo(expected.test().count());
  }

  private List<Path> cacheFiles() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve(".cache"))) {
      return files.toList();
    }
  }

  @Test
  void damagedFilesAreRefusedOrHaveTheRightShape() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(home)) {
      all.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      Path file = files.get(i % files.size());
      byte[] original = Files.readAllBytes(file);
      PublishedFiles.damage(file, original, random);
      try {
        Dataset dataset = SMALL.verify("tiny-imagenet", data);
        assertThat(dataset.train().count()).isEqualTo(12);
        assertThat(dataset.train().width()).isEqualTo(64);
        assertThat(dataset.classNames()).hasSize(3);
      } catch (DatasetException e) {
        assertThat(e.getMessage()).contains(home.toString());
        refused++;
      }
      Files.write(file, original);
    }
    assertThat(refused).isBetween(150, 599);
  }
}
