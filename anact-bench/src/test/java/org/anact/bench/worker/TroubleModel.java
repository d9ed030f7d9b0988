package org.anact.bench.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.anact.models.Architecture;
import org.anact.models.network.Mlp;
import org.anact.models.network.NetworkSpec;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A network that brings its process into the trouble that its seed stands for. In the test's own
 * process it does nothing.
 */
public final class TroubleModel implements Architecture {

  static final long CRASHES_ALWAYS = 1;
  static final long CRASHES_ONCE = 2;
  static final long HANGS_ONCE = 3;
  static final long OUT_OF_MEMORY_ONCE = 4;
  static final long WELL = 5;

  private static final int ABORTED = 134;

  /** What a worker has done must be remembered outside of it; its sweep's process tells where. */
  static Path memory(ProcessHandle sweep, long seed) {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "anact-trouble-%d-%d".formatted(sweep.pid(), seed));
  }

  @Override
  public ComputationGraphConfiguration build(NetworkSpec spec) {
    ProcessHandle.current()
        .parent()
        .filter(parent -> isWorker())
        .ifPresent(parent -> makeTrouble(parent, spec.seed()));
    return Mlp.build(spec);
  }

  private static boolean isWorker() {
    return System.getProperty("sun.java.command", "").contains(WorkerProcess.class.getName());
  }

  private static void makeTrouble(ProcessHandle sweep, long seed) {
    if (seed == CRASHES_ALWAYS || (seed == CRASHES_ONCE && isFirstTime(sweep, seed))) {
      System.err.println("native code says good-bye");
      Runtime.getRuntime().halt(ABORTED);
    }
    if (seed == HANGS_ONCE && isFirstTime(sweep, seed)) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (seed == OUT_OF_MEMORY_ONCE && isFirstTime(sweep, seed)) {
      throw new OutOfMemoryError("no memory for a test");
    }
  }

  private static boolean isFirstTime(ProcessHandle sweep, long seed) {
    try {
      Files.createFile(memory(sweep, seed));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
