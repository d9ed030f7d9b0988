package org.anact.bench.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which sweep plans what a result directory holds. The operating system drops the lock when its
 * process ends, however that ends. Those that train need none ({@link Attempts}).
 */
public final class ResultLock implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ResultLock.class);

  private static final String FILE = ".lock";

  private static final int POLL_MILLIS = 50;

  /** Whoever asks whether the directory is held takes it for less than this. */
  private static final int LOOK_MILLIS = 200;

  private final FileChannel channel;

  private ResultLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Tries to lock a file. */
  @FunctionalInterface
  interface Locking {
    /** Returns the lock; null if another process has it. */
    FileLock attempt(FileChannel channel) throws IOException;
  }

  /**
   * Takes the directory for a sweep; empty if another sweep has it. Where its file system has no
   * locks, that is a warning.
   *
   * @throws IOException if the lock file cannot be written
   */
  public static Optional<ResultLock> forSweep(Path directory) throws IOException {
    return forSweep(directory, ResultLock::attempt);
  }

  static Optional<ResultLock> forSweep(Path directory, Locking locking) throws IOException {
    FileChannel channel = open(directory);
    try {
      FileLock lock = locking.attempt(channel);
      for (int waited = 0; lock == null && waited < LOOK_MILLIS; waited += POLL_MILLIS) {
        pause();
        lock = locking.attempt(channel);
      }
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      log.warn(
          "'{}' cannot be locked ({}): see to it that no two sweeps write there at a time",
          directory,
          e.getMessage());
    }
    return Optional.of(new ResultLock(channel));
  }

  /** Tells whether a sweep has the directory at this moment, as far as its file system tells. */
  public static boolean isHeld(Path directory) throws IOException {
    if (!Files.isWritable(directory.resolve(FILE))) {
      return false;
    }
    try (FileChannel channel = open(directory)) {
      return attempt(channel) == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static FileChannel open(Path directory) throws IOException {
    return FileChannel.open(
        directory.resolve(FILE),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static FileLock attempt(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(0, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a result directory");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
