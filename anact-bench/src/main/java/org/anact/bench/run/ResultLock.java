package org.anact.bench.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Who writes to a result directory: one sweep, and the worker processes that it started. The
 * operating system drops a lock when its process ends, however that ends.
 *
 * <p>A sweep holds the first byte of the lock file; its workers share the second. A new sweep waits
 * for the second to be free, so that it never meets a worker that has outlived its sweep.
 */
public final class ResultLock implements AutoCloseable {

  private static final String FILE = ".lock";
  private static final long SWEEP = 0;
  private static final long WORKERS = 1;

  /** Workers end by themselves once their sweep has; this is long enough for them to notice. */
  private static final int PATIENCE_MILLIS = 5000;

  private static final int POLL_MILLIS = 50;

  /** Whoever asks whether the directory is held takes it for less than this. */
  private static final int LOOK_MILLIS = 200;

  private final FileChannel channel;

  private ResultLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the directory for a sweep.
   *
   * @return the lock; empty if another sweep, or a worker of one, has the directory
   * @throws IOException if the lock file cannot be written
   */
  public static Optional<ResultLock> forSweep(Path directory) throws IOException {
    FileChannel channel = open(directory);
    boolean taken = false;
    try {
      FileLock sweep = attempt(channel, SWEEP, false);
      for (int waited = 0; sweep == null && waited < LOOK_MILLIS; waited += POLL_MILLIS) {
        pause();
        sweep = attempt(channel, SWEEP, false);
      }
      if (sweep != null) {
        FileLock workers = attempt(channel, WORKERS, false);
        for (int waited = 0; workers == null && waited < PATIENCE_MILLIS; waited += POLL_MILLIS) {
          pause();
          workers = attempt(channel, WORKERS, false);
        }
        if (workers != null) {
          workers.release();
          taken = true;
        }
      }
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    return taken ? Optional.of(new ResultLock(channel)) : Optional.empty();
  }

  /**
   * Joins the sweep that has the directory, as one of its workers.
   *
   * @throws IOException if the lock file cannot be written, or another sweep takes the directory
   */
  public static ResultLock forWorker(Path directory) throws IOException {
    FileChannel channel = open(directory);
    for (int waited = 0; waited < PATIENCE_MILLIS; waited += POLL_MILLIS) {
      if (attempt(channel, WORKERS, true) != null) {
        return new ResultLock(channel);
      }
      pause();
    }
    channel.close();
    throw new IOException("another sweep takes " + directory);
  }

  /** Tells whether a sweep has the directory at this moment. */
  public static boolean isHeld(Path directory) throws IOException {
    if (!Files.isWritable(directory.resolve(FILE))) {
      return false;
    }
    try (FileChannel channel = open(directory)) {
      return attempt(channel, SWEEP, false) == null;
    }
  }

  private static FileChannel open(Path directory) throws IOException {
    return FileChannel.open(
        directory.resolve(FILE),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static FileLock attempt(FileChannel channel, long position, boolean shared)
      throws IOException {
    try {
      return channel.tryLock(position, 1, shared);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a result directory", e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
