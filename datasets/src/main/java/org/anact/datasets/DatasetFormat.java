package org.anact.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A published form of a data set's files, with its reader. */
public interface DatasetFormat {

  /** Returns the name of the folder that the published archive makes; empty if it makes none. */
  String publishedFolder();

  /** Tells whether a folder seems to hold files of this form. */
  boolean isIn(Path folder);

  /**
   * Returns the files and folders that it reads, the one first that {@link #isIn} looks for. Some
   * formats also take a file with {@code .gz} after its name.
   */
  List<String> contents();

  /**
   * Reads a data set and checks it.
   *
   * @param entry what the data set must be
   * @param folder where its files are
   * @param cache where decoded images may be kept; empty to read the files themselves
   * @throws DatasetException if a file is missing or damaged, or does not fit the entry
   */
  Dataset read(DatasetEntry entry, Path folder, Optional<Path> cache);
}
