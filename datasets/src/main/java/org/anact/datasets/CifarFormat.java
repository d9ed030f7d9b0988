package org.anact.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The binary form of CIFAR: records of one or two labels, then the red, green and blue plane.
 *
 * @param publishedFolder folder in the published archive
 * @param trainFiles with equally many records each
 * @param testFile its name
 * @param namesFile has the name of a class on each line
 * @param labels bytes before the pixels of a record
 * @param label which of them is the class
 */
record CifarFormat(
    String publishedFolder,
    List<String> trainFiles,
    String testFile,
    String namesFile,
    int labels,
    int label)
    implements DatasetFormat {

  static final CifarFormat CIFAR10 =
      new CifarFormat(
          "cifar-10-batches-bin",
          List.of(
              "data_batch_1.bin",
              "data_batch_2.bin",
              "data_batch_3.bin",
              "data_batch_4.bin",
              "data_batch_5.bin"),
          "test_batch.bin",
          "batches.meta.txt",
          1,
          0);
  static final CifarFormat CIFAR100_COARSE = cifar100("coarse_label_names.txt", 0);
  static final CifarFormat CIFAR100_FINE = cifar100("fine_label_names.txt", 1);

  CifarFormat {
    trainFiles = List.copyOf(trainFiles);
  }

  private static CifarFormat cifar100(String names, int label) {
    return new CifarFormat("cifar-100-binary", List.of("train.bin"), "test.bin", names, 2, label);
  }

  @Override
  public List<String> contents() {
    List<String> names = new ArrayList<>(trainFiles);
    names.add(testFile);
    names.add(namesFile);
    return names;
  }

  @Override
  public Reading read(DatasetEntry entry, Path folder, Optional<Path> cache) {
    List<String> names = names(entry, folder);
    Map<String, Digests> digests = new LinkedHashMap<>();
    ImageSet train = set(entry, folder, trainFiles, entry.trainCount(), digests);
    ImageSet test = set(entry, folder, List.of(testFile), entry.testCount(), digests);
    return Reading.of(train, test, names, digests);
  }

  private List<String> names(DatasetEntry entry, Path folder) {
    List<String> names =
        TextFile.lines(entry, folder, namesFile).stream().map(String::strip).toList();
    int blank = names.indexOf("");
    if (blank >= 0) {
      throw new DatasetException(
          "'%s' has no name on line %d: put the published file there"
              .formatted(folder.resolve(namesFile), blank + 1));
    }
    if (names.size() != entry.classes()) {
      throw new DatasetException(
          "'%s' names %d classes and %s has %d: put the published file there"
              .formatted(folder.resolve(namesFile), names.size(), entry.name(), entry.classes()));
    }
    return names;
  }

  private ImageSet set(
      DatasetEntry entry,
      Path folder,
      List<String> files,
      int count,
      Map<String, Digests> digests) {
    int size = entry.channels() * entry.height() * entry.width();
    byte[] pixels = new byte[Math.multiplyExact(count, size)];
    int[] classes = new int[count];
    int each = count / files.size();
    byte[] record = new byte[labels + size];
    int next = 0;
    for (String name : files) {
      Path file = find(folder, name).orElseThrow(() -> entry.missing(name, folder));
      Digests.Sink sink = new Digests.Sink();
      checkSize(entry, file, each, record.length);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 18)) {
        for (int i = 0; i < each; i++) {
          if (in.readNBytes(record, 0, record.length) < record.length) {
            throw new DatasetException(
                "'%s' ended inside record %d while it was read: fetch it again".formatted(file, i));
          }
          sink.take(record, 0, record.length);
          int value = record[label] & 0xff;
          if (value >= entry.classes()) {
            throw new DatasetException(
                "'%s' has the label %d in record %d, and %s has the classes 0 to %d: fetch it again"
                    .formatted(file, value, i, entry.name(), entry.classes() - 1));
          }
          classes[next] = value;
          System.arraycopy(record, labels, pixels, next * size, size);
          next++;
        }
      } catch (IOException e) {
        throw DatasetException.unreadable(file, e);
      }
      digests.put(name, sink.digests());
    }
    return new ImageSet(entry.channels(), entry.height(), entry.width(), pixels, classes);
  }

  private static void checkSize(DatasetEntry entry, Path file, int records, int recordSize) {
    long expected = (long) records * recordSize;
    try (InputStream in = Files.newInputStream(file)) {
      long there = Files.size(file);
      if (there != expected) {
        throw new DatasetException(
            "'%s' %s; %s has %d bytes there (%d records of %d): fetch it again"
                .formatted(
                    file,
                    FileKind.of(in.readNBytes(FileKind.LONGEST), "has %d bytes".formatted(there)),
                    entry.name(),
                    expected,
                    records,
                    recordSize));
      }
    } catch (IOException e) {
      throw DatasetException.unreadable(file, e);
    }
  }
}
