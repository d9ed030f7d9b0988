package org.anact.datasets.install;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.anact.datasets.DatasetException;

/**
 * Keeps a data set for one fetch or import at a time, in this process and among others. The file
 * stays: removing it could take the lock of one that has just opened it.
 */
final class InstallLock {

  private InstallLock() {}

  /** What is done while nobody else does it. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does something with the lock held.
   *
   * @throws DatasetException if another has it
   * @throws IOException if its file cannot be written
   */
  static <T> T holding(Path folder, String name, Work<T> work) throws IOException {
    Files.createDirectories(folder);
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (!isTaken(channel)) {
        throw new DatasetException(
            "another fetch or import of %s is under way in '%s': wait for it"
                .formatted(name, folder.getParent()));
      }
      return work.run();
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
