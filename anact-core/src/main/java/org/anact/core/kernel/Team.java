package org.anact.core.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that work on the slices of a tensor together. A slice always has the
 * same bounds, so that results do not depend on timing. Each thread begins with slices of its own,
 * always the same ones, which so stay in its core's cache from one layer to the next; a thread that
 * is done takes over from one that is not, for example because the system has descheduled it.
 */
public final class Team {

  /** System property with the number of threads; without it, one for each processor. */
  public static final String THREADS_PROPERTY = "org.anact.threads";

  /**
   * Turns of the waiting loop before a thread sleeps, which take about a millisecond: longer than
   * Deeplearning4j does between two layers, as waking a thread takes longer than most passes.
   */
  private static final int SPINS = 50_000;

  /** Slices for each thread, so that one that is descheduled leaves most of them to the others. */
  private static final int PARTS = 4;

  private final int threads;
  private final int size;

  /** The next slice of each thread's own that nobody has begun. */
  private final AtomicIntegerArray next;

  private final Worker[] workers;
  private final ReentrantLock inUse = new ReentrantLock();
  private final AtomicInteger pending = new AtomicInteger();
  private volatile IntConsumer task;
  private volatile Throwable failure;
  private final AtomicLong round = new AtomicLong();

  /**
   * Starts a team with one slice for each thread.
   *
   * @param threads number of threads, the caller's included
   */
  public Team(int threads) {
    this(threads, 1);
  }

  /**
   * Starts a team.
   *
   * @param threads number of threads, the caller's included
   * @param parts slices for each thread
   */
  Team(int threads, int parts) {
    if (threads < 1) {
      throw new IllegalArgumentException("a team of " + threads + " threads: give 1 or more");
    }
    this.threads = threads;
    this.size = threads * parts;
    this.next = new AtomicIntegerArray(threads);
    this.workers = new Worker[threads - 1];
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

  /** Returns how many of them each thread begins with. */
  public int parts() {
    return size / threads;
  }

  /** Returns the first of {@code length} items that belongs to the slice. */
  public int start(int slice, int length) {
    return (int) ((long) length * slice / size);
  }

  /**
   * Runs the task once for every slice from 0 to size - 1, the calling thread among the others, and
   * returns when all are done. A caller that finds the team busy does all slices itself, and so
   * does a task that asks for another round.
   *
   * @throws RuntimeException what the task threw
   */
  public void run(IntConsumer work) {
    // The lock lets its owner in again, who would overwrite the round that it is part of.
    if (threads == 1 || inUse.isHeldByCurrentThread() || !inUse.tryLock()) {
      for (int slice = 0; slice < size; slice++) {
        work.accept(slice);
      }
      return;
    }
    try {
      task = work;
      failure = null;
      pending.set(workers.length);
      for (int thread = 0; thread < threads; thread++) {
        next.set(thread, thread * parts());
      }
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

  /** Works on a thread's own slices, and then on what others have left. */
  private Throwable attempt(IntConsumer work, int thread) {
    try {
      for (int i = 0; i < threads; i++) {
        int owner = (thread + i) % threads;
        int end = (owner + 1) * parts();
        for (int slice = next.getAndIncrement(owner);
            slice < end;
            slice = next.getAndIncrement(owner)) {
          work.accept(slice);
        }
      }
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

    private final int thread;
    private volatile boolean asleep;

    Worker(int thread) {
      super("anact-kernel-" + thread);
      this.thread = thread;
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
        Throwable thrown = attempt(task, thread);
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
        shared(Integer.getInteger(THREADS_PROPERTY, Runtime.getRuntime().availableProcessors()));

    private static Team shared(int threads) {
      return new Team(threads, threads == 1 ? 1 : PARTS);
    }
  }
}
