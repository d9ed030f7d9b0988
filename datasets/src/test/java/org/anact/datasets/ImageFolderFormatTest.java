package org.anact.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFolderFormatTest {

  private static final int COLOUR = BufferedImage.TYPE_3BYTE_BGR;
  private static final int GREY = BufferedImage.TYPE_BYTE_GRAY;

  @TempDir private Path folder;

  /** Writes an image of one value; its width is twice its height. */
  private Path image(String name, int type, int value) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(12, 6, type);
    for (int band = 0; band < image.getRaster().getNumBands(); band++) {
      int[] samples = new int[12 * 6];
      Arrays.fill(samples, value + band);
      image.getRaster().setSamples(0, 0, 12, 6, band, samples);
    }
    String format = name.toLowerCase(Locale.ROOT).endsWith("png") ? "png" : "jpeg";
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }

  private Reading read(Optional<Path> cache) {
    DatasetEntry entry = ImageFolderFormat.entry("mine", folder, 4);
    return entry.format().read(entry, folder, cache);
  }

  private Reading read() {
    return read(Optional.empty());
  }

  private void refused(String... parts) {
    assertThatThrownBy(this::read)
        .isInstanceOf(DatasetException.class)
        .satisfies(e -> assertThat(e).hasMessageContainingAll(parts))
        .satisfies(e -> assertThat(e.getMessage()).contains(": ").doesNotContain("\n"));
  }

  @Test
  void classesComeByNameAndImagesAreSquares() throws IOException {
    image("train/zebra/a.png", COLOUR, 10);
    image("train/ant/more/b.JPG", COLOUR, 100);
    image("train/ant/a.png", GREY, 70);
    image("test/ant/1.jpeg", COLOUR, 40);
    image("test/zebra/1.png", COLOUR, 50);
    Files.writeString(folder.resolve("train/ant/.DS_Store"), "litter");
    DatasetEntry entry = ImageFolderFormat.entry("mine", folder, 4);
    assertThat(entry.channels()).isEqualTo(3);
    assertThat(List.of(entry.trainCount(), entry.testCount(), entry.classes()))
        .containsExactly(3, 2, 2);
    Reading reading = read();
    assertThat(reading.classNames()).containsExactly("ant", "zebra");
    ImageSet train = reading.train();
    assertThat(IntStream.range(0, 3).map(train::label)).containsExactly(0, 0, 1);
    for (int channel = 0; channel < 3; channel++) {
      assertThat(train.pixel(0, channel, 3, 3)).isEqualTo(70);
      assertThat(train.pixel(2, channel, 0, 0)).isEqualTo(10 + channel);
    }
    assertThat(reading.test().label(1)).isEqualTo(1);
  }

  @Test
  void greyImagesAloneHaveOneChannel() throws IOException {
    for (String part : List.of("train", "test")) {
      image(part + "/one/a.png", GREY, 10);
      image(part + "/two/a.jpg", GREY, 200);
    }
    assertThat(read().train().channels()).isEqualTo(1);
    image("test/two/b.jpg", COLOUR, 9);
    assertThat(read().train().channels()).isEqualTo(3);
  }

  @Test
  void aFifthOfEachClassIsHeldOutAndAlwaysTheSame() throws IOException {
    for (int i = 0; i < 10; i++) {
      image("train/one/%d.png".formatted(i), GREY, i);
      image("train/two/%d.png".formatted(i), GREY, 100 + i);
      if (i < 3) {
        image("train/few/%d.png".formatted(i), GREY, 200 + i);
      }
    }
    Reading first = read();
    assertThat(first.train().count()).isEqualTo(18);
    assertThat(IntStream.range(0, 5).map(first.test()::label)).containsExactly(0, 1, 1, 2, 2);
    assertThat(pixels(first)).doesNotHaveDuplicates().hasSize(23);
    assertThat(pixels(read())).isEqualTo(pixels(first));
    // Pinned, as another machine must hold out the same.
    assertThat(IntStream.range(1, 3).map(i -> first.test().pixel(i, 0, 0, 0)))
        .containsExactly(1, 2);
    Files.delete(folder.resolve("train/few/0.png"));
    Files.delete(folder.resolve("train/few/1.png"));
    refused("few' has one image, and without a folder 'test'");
  }

  private static List<Integer> pixels(Reading reading) {
    return Stream.of(reading.train(), reading.test())
        .flatMap(set -> IntStream.range(0, set.count()).mapToObj(i -> set.pixel(i, 0, 0, 0)))
        .toList();
  }

  @Test
  void moreClassesThanAByteHoldsAreKeptApart() throws IOException {
    byte[] file = Files.readAllBytes(image("train/0/a.png", GREY, 7));
    for (int label = 0; label < 260; label++) {
      Path home = Files.createDirectories(folder.resolve("train/%03d".formatted(label)));
      Files.write(home.resolve("a.png"), file);
      Files.write(home.resolve("b.png"), file);
    }
    Files.delete(folder.resolve("train/0/a.png"));
    Files.delete(folder.resolve("train/0"));
    Path cache = folder.resolve("cache");
    for (Reading reading : List.of(read(Optional.of(cache)), read(Optional.of(cache)))) {
      assertThat(reading.classNames()).hasSize(260);
      assertThat(reading.train().label(259)).isEqualTo(259);
      assertThat(reading.test().label(256)).isEqualTo(256);
    }
  }

  @Test
  void decodedImagesAreKeptUntilAFileChanges() throws IOException {
    for (String name : List.of("train/a/1.png", "train/b/1.png", "test/a/1.png")) {
      image(name, COLOUR, 20);
    }
    Path last = image("test/b/1.png", COLOUR, 20);
    Path cache = folder.resolve("cache");
    Reading first = read(Optional.of(cache));
    assertThat(first.checksum()).isEqualTo(read().checksum());
    // As long and as old as before: only the cache can have the old pixels.
    FileTime time = Files.getLastModifiedTime(last);
    byte[] before = Files.readAllBytes(last);
    byte[] damaged = before.clone();
    damaged[damaged.length / 2]++;
    Files.write(last, damaged);
    Files.setLastModifiedTime(last, time);
    assertThat(read(Optional.of(cache)).test().pixel(1, 0, 0, 0)).isEqualTo(20);
    image("test/b/1.png", COLOUR, 99);
    Reading changed = read(Optional.of(cache));
    assertThat(changed.test().pixel(1, 0, 0, 0)).isEqualTo(99);
    assertThat(changed.checksum()).isNotEqualTo(first.checksum());
    try (Stream<Path> kept = Files.list(cache)) {
      assertThat(kept).hasSize(1);
    }
    DatasetEntry larger = ImageFolderFormat.entry("mine", folder, 5);
    assertThat(larger.format().read(larger, folder, Optional.of(cache)).checksum())
        .isNotEqualTo(changed.checksum());
  }

  @Test
  void whatIsNoImageFolderIsRefusedByName() throws IOException {
    refused("there is no folder '" + folder.resolve("train") + "'");
    Files.createDirectories(folder.resolve("train"));
    refused("has no classes");
    image("train/cat/1.png", COLOUR, 1);
    image("train/cat/2.png", COLOUR, 2);
    refused(folder.resolve("train") + "' has one class, 'cat'");
    Path dogs = Files.createDirectories(folder.resolve("train/dog"));
    refused("'" + dogs + "' has no images");
    image("train/dog/1.png", COLOUR, 3);
    image("train/dog/2.png", COLOUR, 4);
    Files.createDirectories(folder.resolve("val"));
    refused("has 'val' and no 'test'");
    image("test/cat/1.png", COLOUR, 5);
    refused(folder.resolve("train") + "' has the class 'dog' and '" + folder.resolve("test"));
    image("test/dog/1.png", COLOUR, 5);
    Path owl = image("test/owl/1.png", COLOUR, 5);
    refused(folder.resolve("test") + "' has the class 'owl' and '" + folder.resolve("train"));
    Files.delete(owl);
    Files.delete(owl.getParent());
    read();
    Path loose = image("train/3.png", COLOUR, 5);
    refused("'" + loose + "' is in no class");
    Files.delete(loose);
    Path text = Files.writeString(dogs.resolve("labels.txt"), "1");
    refused("'" + text + "' is not a .png, .jpg or .jpeg file");
  }

  @Test
  void unreadableImagesAreRefusedByName() throws IOException {
    for (String name : List.of("train/a/1.png", "train/b/1.png", "test/a/1.png", "test/b/1.png")) {
      image(name, COLOUR, 20);
    }
    Path bad = folder.resolve("test/a/2.jpg");
    Files.writeString(bad, "<html>not found");
    refused(
        "'" + bad + "' is neither a PNG nor a JPEG file: it is a web page", "replace or remove");
    Files.write(bad, new byte[0]);
    refused("'" + bad + "'", "it is empty");
    byte[] jpeg = Files.readAllBytes(image("test/a/3.jpg", COLOUR, 5));
    Files.write(bad, Arrays.copyOf(jpeg, jpeg.length / 2));
    refused("'" + bad + "' is damaged", "replace or remove");
    Files.write(bad, Arrays.copyOf(jpeg, 6));
    refused("'" + bad + "' is damaged");
    byte[] png = Files.readAllBytes(folder.resolve("test/a/1.png"));
    Files.write(bad, Arrays.copyOf(png, png.length / 2));
    refused("'" + bad + "' is damaged");
    // A header of 2^31 - 1 pixels a side costs no memory.
    byte[] huge = png.clone();
    huge[16] = 0x7f;
    huge[20] = 0x7f;
    Files.write(bad, huge);
    refused("'" + bad + "'");
    // The suffix does not matter, and the content does.
    Files.write(bad, png);
    assertThat(read().test().count()).isEqualTo(4);
  }
}
