package org.anact.datasets;

import java.util.List;
import java.util.Optional;

/**
 * A data set in memory.
 *
 * @param name registered name
 * @param train training set
 * @param test test set
 * @param classNames names of the classes, by label
 * @param checksum SHA-256 of the content of its files; the same for a file and its packed copy
 * @param doubt why no published checksum proves that these are the published files, as a sentence
 *     without a full stop; empty if one does
 */
public record Dataset(
    String name,
    ImageSet train,
    ImageSet test,
    List<String> classNames,
    String checksum,
    Optional<String> doubt) {

  /** What listings, results and reports call a data set that no published checksum proves. */
  public static final String UNPROVEN = "not the published files";

  /** Copies the list. */
  public Dataset {
    classNames = List.copyOf(classNames);
  }

  /** Returns the same data set with another doubt, or none. */
  public Dataset with(Optional<String> otherDoubt) {
    return new Dataset(name, train, test, classNames, checksum, otherDoubt);
  }
}
