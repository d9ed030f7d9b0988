package org.anact.core.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that work on the slices of a tensor together. A slice always has the
 * same bounds and goes to the same thread, so that results do not depend on timing and a slice
 * stays in its core's cache from one layer to the next.
 */
public final class Team {

  /** System property with the number of threads; without it, one for each processor. */
  public static final String THREADS_PROPERTY = "org.anact.threads";

  /**
   * Turns of the waiting loop before a thread sleeps, which take about a millisecond: longer than
   * Deeplearning4j does between two layers, as waking a thread takes longer than most passes.
   */
  private static final int SPINS = 50_000;

  private final int size;
  private final Worker[] workers;
  private final ReentrantLock inUse = new ReentrantLock();
  private final AtomicInteger pending = new AtomicInteger();
  private volatile IntConsumer task;
  private volatile Throwable failure;
  private final AtomicLong round = new AtomicLong();

  /**
   * Starts a team.
   *
   * @param size number of threads, the caller's included
   */
  public Team(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a team of " + size + " threads: give 1 or more");
    }
    this.size = size;
    this.workers = new Worker[size - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  /** Returns the team that the layers share; its threads end with the program. */
  public static Team shared() {
    return Shared.TEAM;
  }

  /** Returns the number of slices that {@link #run} hands out. */
  public int size() {
    return size;
  }

  /** Returns the first of {@code length} items that belongs to the slice. */
  public int start(int slice, int length) {
    return (int) ((long) length * slice / size);
  }

  /**
   * Runs the task once for every slice from 0 to size - 1, the first in the calling thread, and
   * returns when all are done. A caller that finds the team busy does all slices itself, and so
   * does a task that asks for another round.
   *
   * @throws RuntimeException what the task threw
   */
  public void run(IntConsumer work) {
    // The lock lets its owner in again, who would overwrite the round that it is part of.
    if (size == 1 || inUse.isHeldByCurrentThread() || !inUse.tryLock()) {
      for (int slice = 0; slice < size; slice++) {
        work.accept(slice);
      }
      return;
    }
    try {
      task = work;
      failure = null;
      pending.set(workers.length);
      round.incrementAndGet();
      for (Worker worker : workers) {
        worker.wake();
      }
      Throwable own = attempt(work, 0);
      awaitWorkers();
      task = null;
      rethrow(own != null ? own : failure);
    } finally {
      inUse.unlock();
    }
  }

  private static Throwable attempt(IntConsumer work, int slice) {
    try {
      work.accept(slice);
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // with fewer processors than threads, spinning starves
  private void awaitWorkers() {
    for (int spins = 0; pending.get() > 0; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  private static void rethrow(Throwable thrown) {
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
  }

  private final class Worker extends Thread {

    private final int slice;
    private volatile boolean asleep;

    Worker(int slice) {
      super("anact-kernel-" + slice);
      this.slice = slice;
      setDaemon(true);
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      for (long done = 0; ; done++) {
        await(done);
        Throwable thrown = attempt(task, slice);
        if (thrown != null) {
          failure = thrown;
        }
        pending.decrementAndGet();
      }
    }

    private void await(long done) {
      for (int spins = 0; round.get() == done; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
          continue;
        }
        asleep = true;
        // Looked at again after the flag is up, so that a wake-up between the two is not lost.
        if (round.get() == done) {
          LockSupport.park(Team.this);
        }
        asleep = false;
      }
    }
  }

  private static final class Shared {
    static final Team TEAM =
        new Team(Integer.getInteger(THREADS_PROPERTY, Runtime.getRuntime().availableProcessors()));
  }
}
