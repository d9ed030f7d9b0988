package org.anact.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The four files of MNIST's form.
 *
 * @param classNames names of the classes, by label
 */
record IdxFormat(List<String> classNames) implements DatasetFormat {

  /** The published names, in the order in which the data set's checksum takes them. */
  static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  IdxFormat {
    classNames = List.copyOf(classNames);
  }

  @Override
  public String publishedFolder() {
    return "";
  }

  @Override
  public boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILES.get(0) + ".gz"))
        || Files.isRegularFile(folder.resolve(FILES.get(0)));
  }

  @Override
  public List<String> contents() {
    return FILES;
  }

  @Override
  public Dataset read(DatasetEntry entry, Path folder, Optional<Path> cache) {
    FileSource source =
        entry.embedded() ? FileSource.embedded(entry.name()) : FileSource.folder(entry, folder);
    MessageDigest digest = Checksums.sha256();
    NamedBytes[] files = new NamedBytes[FILES.size()];
    for (int i = 0; i < files.length; i++) {
      files[i] = source.read(FILES.get(i));
      digest.update(files[i].bytes());
    }
    ImageSet train = set(entry, files[0], files[1], entry.trainCount());
    ImageSet test = set(entry, files[2], files[3], entry.testCount());
    String checksum = HexFormat.of().formatHex(digest.digest());
    return new Dataset(entry.name(), train, test, classNames, checksum);
  }

  private static ImageSet set(
      DatasetEntry entry, NamedBytes imageFile, NamedBytes labelFile, int count) {
    IdxFile images = IdxFile.images(imageFile.name(), imageFile.bytes());
    IdxFile labels = IdxFile.labels(labelFile.name(), labelFile.bytes());
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
    for (int i = 0; i < count; i++) {
      int label = labels.data()[i] & 0xff;
      if (label >= entry.classes()) {
        throw new DatasetException(
            "'%s' has the label %d at position %d, and %s has the classes 0 to %d: fetch it again"
                .formatted(labelFile.name(), label, i, entry.name(), entry.classes() - 1));
      }
    }
    return new ImageSet(1, entry.height(), entry.width(), images.data(), labels.data());
  }
}
