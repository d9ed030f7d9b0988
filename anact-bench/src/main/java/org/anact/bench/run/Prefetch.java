package org.anact.bench.run;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Makes the mini-batches of an epoch in a thread of its own, ahead of the network that trains on
 * them, and tells how long the network had to wait.
 */
final class Prefetch implements AutoCloseable {

  /** Batches made ahead: one ready, one in the making. */
  private static final int AHEAD = 2;

  private final int count;
  private final IntFunction<DataSet> source;
  private final ExecutorService maker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "anact-prefetch");
            thread.setDaemon(true);
            return thread;
          });
  private final Queue<Future<DataSet>> ready = new ArrayDeque<>();
  private int asked;
  private long waited;

  /**
   * Starts to make batches.
   *
   * @param count number of batches
   * @param source makes the batch of a number from 0
   */
  Prefetch(int count, IntFunction<DataSet> source) {
    this.count = count;
    this.source = source;
    for (int i = 0; i < AHEAD; i++) {
      askForOne();
    }
  }

  private void askForOne() {
    if (asked < count) {
      int number = asked++;
      ready.add(maker.submit(() -> source.apply(number)));
    }
  }

  /**
   * Returns the next batch.
   *
   * @throws RuntimeException what the source threw for it
   */
  DataSet next() {
    long start = System.nanoTime();
    try {
      return ready.remove().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a mini-batch", e);
    } finally {
      waited += System.nanoTime() - start;
      askForOne();
    }
  }

  /** Returns the time that {@link #next} has waited, in seconds. */
  double waitSeconds() {
    return waited / 1e9;
  }

  @Override
  public void close() {
    maker.shutdownNow();
  }
}
