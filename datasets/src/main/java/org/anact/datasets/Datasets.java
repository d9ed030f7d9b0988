package org.anact.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
                  new TinyImageNetFormat())),
          Manifest::standard);

  private final Registry<DatasetEntry> registry;
  private final Supplier<Manifest> manifest;

  private Datasets(Registry<DatasetEntry> registry, Supplier<Manifest> manifest) {
    this.registry = registry;
    this.manifest = manifest;
  }

  /**
   * Makes a list of data sets.
   *
   * @param manifest what is published of them; most commands never ask for it
   * @throws IllegalArgumentException if two have the same name
   */
  Datasets(List<DatasetEntry> entries, Supplier<Manifest> manifest) {
    this(new Registry<>("data set", entries), manifest);
  }

  /** Returns the list that the suite ships. */
  public static Datasets standard() {
    return STANDARD;
  }

  /** Returns the same data sets with another manifest. */
  public Datasets with(Manifest other) {
    return new Datasets(registry, () -> other);
  }

  /**
   * Returns these data sets and others after them.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public Datasets with(List<DatasetEntry> others) {
    return new Datasets(registry.with(others), manifest);
  }

  /** Returns what is published of a data set; empty if it comes with the suite. */
  public Optional<PublishedSet> published(DatasetEntry entry) {
    return manifest.get().of(entry);
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
   * Reads a data set, checks it and judges whether its content is the published one.
   *
   * @param name registered name
   * @param dataDirectory folder of the data sets that do not come with the suite; decoded images
   *     are kept in its {@code .cache}
   * @throws UnknownNameException if it is unknown
   * @throws DatasetException if it is missing or damaged
   */
  public Dataset load(String name, Path dataDirectory) {
    DatasetEntry entry = entry(name);
    Optional<Path> cache = Optional.of(dataDirectory.resolve(".cache"));
    return read(entry, entry.locate(dataDirectory), cache);
  }

  /**
   * Reads a data set as {@link #load} does, but from its files alone, whatever the cache holds.
   *
   * @throws UnknownNameException if it is unknown
   * @throws DatasetException if it is missing or damaged
   */
  public Dataset verify(String name, Path dataDirectory) {
    DatasetEntry entry = entry(name);
    return read(entry, entry.locate(dataDirectory), Optional.empty());
  }

  /** Reads a data set from a folder. */
  public Dataset read(DatasetEntry entry, Path folder, Optional<Path> cache) {
    Reading reading = entry.format().read(entry, folder, cache);
    return new Dataset(
        entry.name(),
        reading.train(),
        reading.test(),
        reading.classNames(),
        reading.checksum(),
        doubt(entry, folder, reading));
  }

  /**
   * Tells whether what is in a folder is not proven to be the published files. A set whose files
   * have no published checksums themselves is believed to be still what was installed; {@link
   * #verify} reads it.
   *
   * @throws DatasetException if it is damaged
   */
  public boolean isDoubtful(DatasetEntry entry, Path folder) {
    Optional<PublishedSet> set = published(entry);
    if (set.isEmpty()) {
      return true;
    }
    return set.get().contents().isEmpty()
        ? Origin.of(folder).filter(origin -> origin.isOf(set.get())).isEmpty()
        : read(entry, folder, Optional.empty()).doubt().isPresent();
  }

  private Optional<String> doubt(DatasetEntry entry, Path folder, Reading reading) {
    if (entry.embedded()) {
      return Optional.empty();
    }
    Optional<PublishedSet> set = published(entry);
    if (set.isEmpty()) {
      return Optional.of("no checksum of %s is known".formatted(entry.name()));
    }
    Optional<String> difference = difference(set.get(), folder, reading);
    if (difference.isEmpty()) {
      return difference;
    }
    Optional<Origin> origin = Origin.of(folder).filter(each -> each.isOf(set.get()));
    if (origin.isEmpty()) {
      return difference;
    }
    return origin.get().content().equals(reading.checksum())
        ? Optional.empty()
        : Optional.of(
            "the files in '%s' have changed since they were taken from the published ones"
                .formatted(folder));
  }

  /** Compares content with the published checksums; what none of them covers differs too. */
  private Optional<String> difference(PublishedSet set, Path folder, Reading reading) {
    for (PublishedFile file : set.contents()) {
      Digests digests = reading.files().get(file.name());
      Optional<String> difference = file.difference(digests);
      if (difference.isPresent()) {
        String other =
            manifest.get().nameOf(digests).map(name -> ", and is that of " + name).orElse("");
        return Optional.of(
            "the content of '%s' in '%s' %s%s"
                .formatted(file.name(), folder, difference.get(), other));
      }
    }
    return set.contents().isEmpty()
        ? Optional.of(
            "no published checksum covers the files in '%s', only '%s' itself has one"
                .formatted(folder, set.files().get(0).name()))
        : Optional.empty();
  }
}
