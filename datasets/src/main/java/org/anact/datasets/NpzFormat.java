package org.anact.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A file of NumPy arrays as Keras ships its data sets: {@code x_train} and {@code x_test}, bytes of
 * N x H x W or N x H x W x C, and {@code y_train} and {@code y_test}, class numbers from 0, N or N
 * x 1.
 */
public record NpzFormat() implements DatasetFormat {

  /**
   * Returns the entry of a file.
   *
   * @param name name in grids
   * @param file the {@code .npz} file
   * @throws DatasetException if it cannot be read, or does not have such arrays
   */
  public static DatasetEntry entry(String name, Path file) {
    try (NpzFile arrays = new NpzFile(file)) {
      NpzFile.Shape train = arrays.shape("x_train");
      NpzFile.Shape test = arrays.shape("x_test");
      if (!test.isOf(train)) {
        throw new DatasetException(
            "'%s' has images of %s in x_train and of %s in x_test: give both the same size"
                .formatted(file, train, test));
      }
      int classes = classes(file, arrays.labels("y_train", train.count()));
      for (int label : arrays.labels("y_test", test.count())) {
        if (label >= classes) {
          throw new DatasetException(
              "'%s' has the class %d in y_test and not in y_train: give both the same classes"
                  .formatted(file, label));
        }
      }
      return new DatasetEntry(
          name,
          "own",
          "NumPy arrays in a file",
          file.toString(),
          file.toString(),
          train.channels(),
          train.height(),
          train.width(),
          train.count(),
          test.count(),
          classes,
          new NpzFormat());
    } catch (IOException e) {
      throw DatasetException.unreadable(file, e);
    }
  }

  /** Returns the number of classes, each of which must have training images. */
  private static int classes(Path file, int[] labels) {
    boolean[] trained = new boolean[labels.length];
    int largest = 0;
    for (int label : labels) {
      largest = Math.max(largest, label);
      if (label < trained.length) {
        trained[label] = true;
      }
    }
    for (int label = 0; label < largest; label++) {
      if (label == trained.length || !trained[label]) {
        throw new DatasetException(
            "'%s' has the class %d in y_train and no image of class %d: count classes from 0 without a gap"
                .formatted(file, largest, label));
      }
    }
    if (largest == 0) {
      throw new DatasetException(
          "'%s' has one class in y_train: give at least two".formatted(file));
    }
    return largest + 1;
  }

  @Override
  public String publishedFolder() {
    return "";
  }

  @Override
  public List<String> contents() {
    return List.of("");
  }

  @Override
  public Reading read(DatasetEntry entry, Path file, Optional<Path> cache) {
    if (!entry(entry.name(), file).equals(entry)) {
      throw new DatasetException(
          "'%s' has other images or classes than when it was first read: start again"
              .formatted(file));
    }
    try (NpzFile arrays = new NpzFile(file)) {
      Map<String, Digests> digests = new LinkedHashMap<>();
      ImageSet train = arrays.images("x_train", "y_train", digests);
      ImageSet test = arrays.images("x_test", "y_test", digests);
      List<String> names = IntStream.range(0, entry.classes()).mapToObj(Integer::toString).toList();
      return Reading.of(train, test, names, digests);
    } catch (IOException e) {
      throw DatasetException.unreadable(file, e);
    }
  }
}
