package org.anact.datasets;

import java.util.List;

/**
 * A data set in memory.
 *
 * @param name registered name
 * @param train training set
 * @param test test set
 * @param classNames names of the classes, by label
 * @param checksum SHA-256 over its files, in a fixed order
 */
public record Dataset(
    String name, ImageSet train, ImageSet test, List<String> classNames, String checksum) {

  /** Copies the list. */
  public Dataset {
    classNames = List.copyOf(classNames);
  }
}
