package org.anact.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.anact.registry.Registry;
import org.anact.registry.UnknownNameException;

/**
 * The data sets of the suite. This list is the only place that declares them: an entry added here
 * shows in the command line, in grids and in reports.
 */
public final class Datasets {

  private static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");
  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private static final Datasets STANDARD =
      new Datasets(
          List.of(
              new DatasetEntry(
                  "fashion-mnist-mini",
                  "MNIST form",
                  "a stratified tenth of Fashion-MNIST, comes with the suite",
                  "arXiv 1708.07747",
                  "",
                  1,
                  28,
                  28,
                  6000,
                  1000,
                  10,
                  new IdxFormat(CLOTHES)),
              new DatasetEntry(
                  "fashion-mnist",
                  "MNIST form",
                  "articles of clothing in grey",
                  "arXiv 1708.07747",
                  "fashion-mnist",
                  1,
                  28,
                  28,
                  60_000,
                  10_000,
                  10,
                  new IdxFormat(CLOTHES)),
              new DatasetEntry(
                  "mnist",
                  "MNIST form",
                  "handwritten digits in grey",
                  "LeCun, Bottou, Bengio, Haffner 1998",
                  "mnist",
                  1,
                  28,
                  28,
                  60_000,
                  10_000,
                  10,
                  new IdxFormat(DIGITS)),
              new DatasetEntry(
                  "cifar10",
                  "CIFAR binary",
                  "small colour photographs of ten things",
                  "Krizhevsky 2009",
                  "cifar10",
                  3,
                  32,
                  32,
                  50_000,
                  10_000,
                  10,
                  CifarFormat.CIFAR10),
              new DatasetEntry(
                  "cifar100",
                  "CIFAR binary",
                  "small colour photographs of a hundred things",
                  "Krizhevsky 2009",
                  "cifar100",
                  3,
                  32,
                  32,
                  50_000,
                  10_000,
                  100,
                  CifarFormat.CIFAR100_FINE),
              new DatasetEntry(
                  "cifar100-coarse",
                  "CIFAR binary",
                  "the images of cifar100 in their twenty groups",
                  "Krizhevsky 2009",
                  "cifar100",
                  3,
                  32,
                  32,
                  50_000,
                  10_000,
                  20,
                  CifarFormat.CIFAR100_COARSE),
              new DatasetEntry(
                  "tiny-imagenet",
                  "JPEG tree",
                  "photographs of ImageNet at 64x64; fewer images a class will do",
                  "Stanford CS231n",
                  "tiny-imagenet",
                  3,
                  64,
                  64,
                  100_000,
                  10_000,
                  200,
                  new TinyImageNetFormat())));

  private final Registry<DatasetEntry> registry;

  /**
   * Makes a list of data sets.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  Datasets(List<DatasetEntry> entries) {
    this.registry = new Registry<>("data set", entries);
  }

  /** Returns the list that the suite ships. */
  public static Datasets standard() {
    return STANDARD;
  }

  /** Returns the data sets in the order of their declaration. */
  public List<DatasetEntry> entries() {
    return registry.entries();
  }

  /**
   * Returns the data set of that name.
   *
   * @throws UnknownNameException if there is none; the message names the nearest
   */
  public DatasetEntry entry(String name) {
    return registry.get(name);
  }

  /**
   * Reads a data set and checks it.
   *
   * @param name registered name
   * @param dataDirectory folder of the data sets that do not come with the suite; decoded images
   *     are kept in its {@code .cache}
   * @throws UnknownNameException if it is unknown
   * @throws DatasetException if it is missing or damaged
   */
  public Dataset load(String name, Path dataDirectory) {
    DatasetEntry entry = entry(name);
    return entry
        .format()
        .read(entry, entry.locate(dataDirectory), Optional.of(dataDirectory.resolve(".cache")));
  }

  /**
   * Reads a data set from its files alone, whatever the cache holds, and checks it.
   *
   * @throws UnknownNameException if it is unknown
   * @throws DatasetException if it is missing or damaged
   */
  public Dataset verify(String name, Path dataDirectory) {
    DatasetEntry entry = entry(name);
    return entry.format().read(entry, entry.locate(dataDirectory), Optional.empty());
  }
}
