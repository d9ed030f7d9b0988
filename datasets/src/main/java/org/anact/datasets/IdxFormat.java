package org.anact.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The four files of MNIST's form, in which further data sets are published.
 *
 * @param classNames names of the classes, by label
 */
public record IdxFormat(List<String> classNames) implements DatasetFormat {

  /** The published names, in the order in which the data set's checksum takes them. */
  static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  /** Copies the list. */
  public IdxFormat {
    classNames = List.copyOf(classNames);
  }

  @Override
  public String publishedFolder() {
    return "";
  }

  @Override
  public List<String> contents() {
    return FILES;
  }

  @Override
  public Optional<Path> find(Path folder, String name) {
    String dotted = name.replaceFirst("-(?=idx)", ".");
    List<String> names = List.of(name + ".gz", name, dotted + ".gz", dotted);
    return FileNames.find(folder, names, Files::isRegularFile);
  }

  @Override
  public Reading read(DatasetEntry entry, Path folder, Optional<Path> cache) {
    FileSource source =
        entry.embedded() ? FileSource.embedded(entry.name()) : FileSource.folder(entry, folder);
    Map<String, Digests> digests = new LinkedHashMap<>();
    ImageSet train = set(entry, source, FILES.subList(0, 2), entry.trainCount(), digests);
    ImageSet test = set(entry, source, FILES.subList(2, 4), entry.testCount(), digests);
    return Reading.of(train, test, classNames, digests);
  }

  private static ImageSet set(
      DatasetEntry entry,
      FileSource source,
      List<String> names,
      int count,
      Map<String, Digests> digests) {
    NamedBytes imageFile = source.read(names.get(0));
    NamedBytes labelFile = source.read(names.get(1));
    IdxFile images = IdxFile.images(imageFile.name(), imageFile.bytes());
    IdxFile labels = IdxFile.labels(labelFile.name(), labelFile.bytes());
    digests.put(names.get(0), images.digests());
    digests.put(names.get(1), labels.digests());
    if (images.size(0) != labels.size(0)) {
      throw new DatasetException(
          "'%s' has %d images and '%s' %d labels: take both from the same place"
              .formatted(imageFile.name(), images.size(0), labelFile.name(), labels.size(0)));
    }
    if (images.size(0) != count
        || images.size(1) != entry.height()
        || images.size(2) != entry.width()) {
      throw new DatasetException(
          "'%s' has %d images of %dx%d, and %s has %d of %dx%d: put the published file there"
              .formatted(
                  imageFile.name(),
                  images.size(0),
                  images.size(1),
                  images.size(2),
                  entry.name(),
                  count,
                  entry.height(),
                  entry.width()));
    }
    int[] classes = new int[count];
    for (int i = 0; i < count; i++) {
      int label = labels.data()[i] & 0xff;
      if (label >= entry.classes()) {
        throw new DatasetException(
            "'%s' has the label %d at position %d, and %s has the classes 0 to %d: fetch it again"
                .formatted(labelFile.name(), label, i, entry.name(), entry.classes() - 1));
      }
      classes[i] = label;
    }
    return new ImageSet(1, entry.height(), entry.width(), images.data(), classes);
  }
}
