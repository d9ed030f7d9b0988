package org.anact.datasets.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;

/** A folder for what is not yet known to be sound; it is deleted when it is closed. */
record Staging(Path folder) implements AutoCloseable {

  /** Makes the folder empty, whatever a process that was killed has left in it. */
  static Staging create(Path folder) throws IOException {
    delete(folder);
    Files.createDirectories(folder);
    return new Staging(folder);
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }

  /** Deletes a folder with all that is in it, if it is there; links are not followed. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      PathUtils.delete(folder);
    }
  }
}
