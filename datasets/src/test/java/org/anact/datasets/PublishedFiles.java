package org.anact.datasets;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Makes small data sets in the published layouts, and the entries that describe them. */
public final class PublishedFiles {

  /** Wordnet ids in an order that is not sorted, like the published one. */
  static final List<String> WNIDS = List.of("n00000003", "n00000001", "n00000002");

  private PublishedFiles() {}

  /** Returns small forms of the data sets: one in MNIST's form, both CIFAR, and Tiny ImageNet. */
  public static Datasets small() {
    return of(mnist(), cifar10(), cifar100(true), cifar100(false), tinyImageNet());
  }

  /** Returns data sets of which nothing is published. */
  static Datasets of(DatasetEntry... entries) {
    return new Datasets(List.of(entries), () -> new Manifest(Map.of()));
  }

  static DatasetEntry mnist() {
    return new DatasetEntry(
        "mnist",
        "test",
        "small",
        "nowhere",
        "mnist",
        1,
        28,
        28,
        30,
        10,
        10,
        new IdxFormat(IntStream.range(0, 10).mapToObj(Integer::toString).toList()));
  }

  /** CIFAR-10 with 4 images in each of the 5 files, and 6 test images. */
  public static DatasetEntry cifar10() {
    return entry("cifar10", "cifar10", 32, 20, 6, 10, CifarFormat.CIFAR10);
  }

  static DatasetEntry cifar100(boolean fine) {
    return entry(
        fine ? "cifar100" : "cifar100-coarse",
        "cifar100",
        32,
        12,
        6,
        fine ? 100 : 20,
        fine ? CifarFormat.CIFAR100_FINE : CifarFormat.CIFAR100_COARSE);
  }

  static DatasetEntry tinyImageNet() {
    return entry("tiny-imagenet", "tiny-imagenet", 64, 12, 3, 3, new TinyImageNetFormat());
  }

  private static DatasetEntry entry(
      String name, String folder, int side, int train, int test, int classes, DatasetFormat form) {
    return new DatasetEntry(
        name, "test", "small", "nowhere", folder, 3, side, side, train, test, classes, form);
  }

  /** Record {@code i} of a file: its labels, then the pixel {@code (i * 7 + position) & 0xff}. */
  private static byte[] records(int count, int... firstLabels) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      for (int label : firstLabels) {
        out.write(label + i);
      }
      for (int position = 0; position < 3072; position++) {
        out.write(i * 7 + position);
      }
    }
    return out.toByteArray();
  }

  /** Writes the four files in MNIST's form, plain or with gzip. */
  public static Path writeMnist(Path folder, boolean gzip) throws IOException {
    Files.createDirectories(folder);
    for (String file : IdxFormat.FILES) {
      int count = file.startsWith("train") ? 30 : 10;
      byte[] content =
          file.contains("images") ? IdxBytes.images(count, 28, 28) : IdxBytes.labels(count);
      Files.write(
          folder.resolve(gzip ? file + ".gz" : file), gzip ? IdxBytes.gzip(content) : content);
    }
    return folder;
  }

  /** Writes CIFAR-10: image {@code i} of file {@code f} has the label {@code f + i}. */
  public static Path writeCifar10(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int f = 1; f <= 5; f++) {
      Files.write(folder.resolve("data_batch_" + f + ".bin"), records(4, f));
    }
    Files.write(folder.resolve("test_batch.bin"), records(6, 0));
    Files.write(folder.resolve("batches.meta.txt"), names("thing", 10));
    return folder;
  }

  /**
   * Writes CIFAR-100: image {@code i} has the coarse label {@code i} and the fine {@code 80 + i}.
   */
  public static Path writeCifar100(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("train.bin"), records(12, 0, 80));
    Files.write(folder.resolve("test.bin"), records(6, 3, 90));
    Files.write(folder.resolve("fine_label_names.txt"), names("fine", 100));
    Files.write(folder.resolve("coarse_label_names.txt"), names("coarse", 20));
    return folder;
  }

  private static List<String> names(String stem, int count) {
    List<String> names =
        new ArrayList<>(IntStream.range(0, count).mapToObj(i -> stem + i).toList());
    names.add("");
    return names;
  }

  /**
   * Writes three classes of four training images (numbers 0, 1, 2 and 10) and a test image each.
   */
  public static Path writeTinyImageNet(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("val/images"));
    Files.write(folder.resolve("wnids.txt"), WNIDS);
    Files.write(
        folder.resolve("words.txt"),
        List.of(
            "n00000001\tgoldfish, Carassius auratus",
            "n00000002\treel",
            "n00000003\tcliff, drop",
            "n00000004\tnot among them"));
    List<String> annotations = new ArrayList<>();
    for (int label = 0; label < 3; label++) {
      String wnid = WNIDS.get(label);
      Path images = Files.createDirectories(folder.resolve("train/" + wnid + "/images"));
      for (int number : new int[] {0, 1, 2, 10}) {
        byte[] image = number == 1 ? grey(64, 90 + label) : colour(64, label * 16 + number);
        Files.write(images.resolve(wnid + "_" + number + ".JPEG"), image);
      }
      Files.write(folder.resolve("val/images/val_" + label + ".JPEG"), colour(64, 200 + label));
      annotations.add("val_" + label + ".JPEG\t" + wnid + "\t0\t1\t60\t61");
    }
    Files.write(folder.resolve("val/val_annotations.txt"), annotations);
    return folder;
  }

  /** A flat image: red 200, green 100, blue the given value. */
  static byte[] colour(int side, int blue) throws IOException {
    return jpeg(side, BufferedImage.TYPE_INT_RGB, (200 << 16) | (100 << 8) | blue);
  }

  /** A flat image of one channel. */
  static byte[] grey(int side, int value) throws IOException {
    return jpeg(side, BufferedImage.TYPE_BYTE_GRAY, value);
  }

  private static byte[] jpeg(int side, int type, int value) throws IOException {
    BufferedImage image = new BufferedImage(side, side, type);
    for (int i = 0; i < side * side; i++) {
      if (type == BufferedImage.TYPE_BYTE_GRAY) {
        image.getRaster().setSample(i % side, i / side, 0, value);
      } else {
        image.setRGB(i % side, i / side, value);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  /** Truncates a file somewhere, lengthens it or flips one of its bits. */
  static void damage(Path file, byte[] original, Random random) throws IOException {
    Files.write(file, damaged(original, random));
  }

  /** Returns a copy that is truncated somewhere, longer, or has one bit flipped. */
  public static byte[] damaged(byte[] original, Random random) {
    byte[] damaged = original.clone();
    if (random.nextInt(3) == 0) {
      damaged = Arrays.copyOf(original, random.nextInt(original.length + 10));
    } else {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }
}
