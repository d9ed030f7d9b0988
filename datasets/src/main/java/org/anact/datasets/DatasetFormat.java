package org.anact.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A published form of a data set's files, with its reader. */
public interface DatasetFormat {

  /** Returns the name of the folder that the published archive makes; empty if it makes none. */
  String publishedFolder();

  /** Returns the published names of the files and folders that it reads, a file first. */
  List<String> contents();

  /**
   * Finds one of the {@link #contents} in a folder, under its published name or another that is
   * common.
   */
  default Optional<Path> find(Path folder, String name) {
    return FileNames.find(folder, List.of(name), Files::exists);
  }

  /** Tells whether a folder seems to hold files of this form. */
  default boolean isIn(Path folder) {
    return find(folder, contents().get(0)).filter(Files::isRegularFile).isPresent();
  }

  /**
   * Reads a data set and checks its form; whose files they are is not judged.
   *
   * @param entry what the data set must be
   * @param folder where its files are
   * @param cache where decoded images may be kept; empty to read the files themselves
   * @throws DatasetException if a file is missing or damaged, or does not fit the entry
   */
  Reading read(DatasetEntry entry, Path folder, Optional<Path> cache);
}
