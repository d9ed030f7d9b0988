package org.anact.bench.run;

import org.anact.datasets.Dataset;

/**
 * What a run's provenance says of its data set.
 *
 * @param checksum SHA-256 of the content of its files
 * @param published whether published checksums prove that these are the published files
 * @param trainImages size of the training set
 * @param testImages size of the test set
 * @param classes number of classes
 */
public record DataFacts(
    String checksum, boolean published, int trainImages, int testImages, int classes) {

  /** Returns those of a data set. */
  public static DataFacts of(Dataset data) {
    return new DataFacts(
        data.checksum(),
        data.doubt().isEmpty(),
        data.train().count(),
        data.test().count(),
        data.classNames().size());
  }
}
