package org.anact.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.anact.registry.Named;

/**
 * One entry of the list of data sets.
 *
 * @param name name in grids
 * @param family group under which listings show it
 * @param description what it shows, in one line
 * @param source where it was published
 * @param folder its folder in the data directory; empty if it comes with the suite
 * @param channels of an image
 * @param height in pixels
 * @param width in pixels
 * @param trainCount training images
 * @param testCount test images
 * @param classes number of classes
 * @param format how its files are read
 */
public record DatasetEntry(
    String name,
    String family,
    String description,
    String source,
    String folder,
    int channels,
    int height,
    int width,
    int trainCount,
    int testCount,
    int classes,
    DatasetFormat format)
    implements Named {

  /** Tells whether it comes with the suite; else it is read from the data directory. */
  public boolean embedded() {
    return folder.isEmpty();
  }

  /**
   * Returns the folder that holds its files: the one of its name, or the published one within it or
   * beside it; the first of them if none has files.
   */
  public Path locate(Path dataDirectory) {
    Path own = dataDirectory.resolve(folder);
    String published = format.publishedFolder();
    return List.of(own, own.resolve(published), dataDirectory.resolve(published)).stream()
        .filter(format::isIn)
        .findFirst()
        .orElse(own);
  }

  /** Returns the sentence for a file that is not there. */
  DatasetException missing(String file, Path directory) {
    String link =
        Files.isSymbolicLink(directory.resolve(file)) ? " (the link of that name is broken)" : "";
    return new DatasetException(
        ("there is no '%s' in '%s'%s: './anact datasets fetch %s' downloads it, './anact datasets"
                + " import %s PATH' takes files that you have, and --data or ANACT_DATA names"
                + " another folder of data sets")
            .formatted(file, directory, link, name, name));
  }
}
