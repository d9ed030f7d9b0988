package org.anact.bench.worker;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.anact.bench.grid.RunConfig;

/** Runs that wait for a worker. Those that come back for another try wait behind all others. */
final class JobQueue {

  /**
   * A try of a run.
   *
   * @param run the run
   * @param earlier how earlier tries ended
   */
  record Try(RunConfig run, List<String> earlier) {

    Try {
      earlier = List.copyOf(earlier);
    }
  }

  private final Deque<Try> waiting = new ArrayDeque<>();
  private int underWay;
  private boolean closed;

  JobQueue(Collection<RunConfig> runs) {
    runs.forEach(run -> waiting.add(new Try(run, List.of())));
  }

  /** Returns the next try, waiting while one that is under way may still come back. */
  synchronized Optional<Try> take() throws InterruptedException {
    while (waiting.isEmpty() && underWay > 0 && !closed) {
      wait();
    }
    if (waiting.isEmpty() || closed) {
      return Optional.empty();
    }
    underWay++;
    return Optional.of(waiting.remove());
  }

  /** A try is over, for good. */
  synchronized void done() {
    underWay--;
    notifyAll();
  }

  /** A try is over, and another follows. */
  synchronized void again(Try next) {
    waiting.add(next);
    done();
  }

  /** No further try is given out. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
