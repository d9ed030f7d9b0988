package org.anact.datasets;

import java.util.List;

/**
 * One entry of the list of data sets.
 *
 * @param name name in grids, and of its folder in the data directory
 * @param family group under which listings show it
 * @param description what it shows, in one line
 * @param source where it was published
 * @param embedded whether it comes with the suite; else it is read from the data directory
 * @param channels of an image
 * @param height in pixels
 * @param width in pixels
 * @param trainCount training images
 * @param testCount test images
 * @param classNames names of the classes, by label
 */
public record DatasetEntry(
    String name,
    String family,
    String description,
    String source,
    boolean embedded,
    int channels,
    int height,
    int width,
    int trainCount,
    int testCount,
    List<String> classNames) {

  /** Copies the list. */
  public DatasetEntry {
    classNames = List.copyOf(classNames);
  }
}
