package org.anact.bench.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.DataFacts;
import org.anact.bench.run.RunListener;
import org.anact.bench.run.RunsListener;
import org.anact.bench.run.Trainer;
import org.anact.results.Outcome;

/**
 * Trains runs in processes of their own, several at a time. A process that crashes, hangs or runs
 * out of memory takes nothing else with it: its run is tried once more, behind all others, from its
 * last checkpoint, and if that fails too, the failure is its record.
 */
public final class WorkerPool {

  private final Workers workers;
  private final WorkerSettings settings;
  private final Trainer recorder;
  private final Map<String, DataFacts> data;
  private final RunsListener listener;

  /**
   * Makes a pool.
   *
   * @param workers starts the processes
   * @param settings how runs are given to processes
   * @param recorder records runs whose process ended without an outcome
   * @param data facts of each data set
   * @param listener receives the events of every run, one call after the other
   */
  public WorkerPool(
      Workers workers,
      WorkerSettings settings,
      Trainer recorder,
      Map<String, DataFacts> data,
      RunsListener listener) {
    this.workers = workers;
    this.settings = settings;
    this.recorder = recorder;
    this.data = Map.copyOf(data);
    this.listener = listener;
  }

  /**
   * Trains runs.
   *
   * @throws IOException if the result directory cannot be written; runs that are under way end
   *     first, and no other starts
   * @throws EngineException if what starts processes has ended
   * @throws org.anact.bench.InputException if no process can start here with the user's settings
   */
  public void train(Collection<RunConfig> runs) throws IOException {
    JobQueue queue = new JobQueue(runs);
    ExecutorService slots = Executors.newFixedThreadPool(settings.jobs());
    try {
      List<Future<Void>> ends = new ArrayList<>();
      for (int slot = 0; slot < settings.jobs(); slot++) {
        ends.add(slots.submit(() -> serve(queue)));
      }
      for (Future<Void> end : ends) {
        end.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      queue.close();
      slots.shutdownNow();
    }
  }

  private Void serve(JobQueue queue) throws Exception {
    try {
      for (Optional<JobQueue.Try> next = queue.take(); next.isPresent(); next = queue.take()) {
        Optional<JobQueue.Try> again = attempt(next.get());
        if (again.isPresent()) {
          queue.again(again.get());
        } else {
          queue.done();
        }
      }
      return null;
    } catch (Exception e) {
      // The other slots end as soon as their runs have.
      queue.close();
      throw e;
    }
  }

  /** Trains a run in a process, and returns the try that must follow. */
  private Optional<JobQueue.Try> attempt(JobQueue.Try now) throws Exception {
    RunConfig run = now.run();
    try (Worker worker = workers.start(job(now))) {
      Optional<RunListener> progress = Optional.empty();
      while (true) {
        Worker.Event event = worker.next(settings.silence());
        if (event instanceof Worker.Event.Stranded stranded) {
          throw new EngineException(stranded.why());
        }
        if (event instanceof Worker.Event.Lost lost) {
          progress.ifPresent(begun -> retried(run, lost.why()));
          progress = Optional.empty();
          continue;
        }
        RunListener listening = progress.orElseGet(() -> started(run));
        progress = Optional.of(listening);
        if (event instanceof Worker.Event.Gone gone) {
          return gone(now, gone.why(), worker.log());
        }
        if (event instanceof Worker.Event.Told told) {
          if (told.message() instanceof Message.Ended ended) {
            return ended(now, ended);
          }
          if (told.message() instanceof Message.Stopped stopped) {
            if (workers.elsewhere()) {
              return gone(now, worker.stopped(stopped.sentence()), worker.log());
            }
            throw stopped.exception();
          }
          pass(told.message(), listening);
        }
      }
    }
  }

  private Job job(JobQueue.Try now) {
    return new Job(
        settings.results().toAbsolutePath().toString(),
        settings.dataDirectory().toAbsolutePath().toString(),
        settings.backend().threadCount(),
        settings.backend().helpers(),
        settings.backend().kernels(),
        settings.recording(),
        settings.own().absolute(),
        recorder.environment().gitCommit(),
        data.get(now.run().dataset()),
        now.run(),
        now.earlier());
  }

  private Optional<JobQueue.Try> ended(JobQueue.Try now, Message.Ended message) {
    if (message.outOfMemory() && now.earlier().isEmpty()) {
      return again(now, "the worker process ran out of memory");
    }
    over(now.run(), message.outcome());
    return Optional.empty();
  }

  private Optional<JobQueue.Try> gone(JobQueue.Try now, String why, String log) throws IOException {
    if (now.earlier().isEmpty()) {
      return again(now, why);
    }
    over(
        now.run(),
        recorder.abandon(
            now.run(),
            data.get(now.run().dataset()),
            why + "; in the first try, " + now.earlier().get(0),
            log));
    return Optional.empty();
  }

  // The slots call the listener through the methods below alone, so its calls come one by one.

  private synchronized RunListener started(RunConfig run) {
    return listener.started(run);
  }

  private synchronized void pass(Message message, RunListener progress) {
    if (message instanceof Message.Resumed resumed) {
      progress.resumed(resumed.last(), resumed.images());
    } else if (message instanceof Message.StartsAnew anew) {
      progress.startsAnew(anew.reason());
    } else if (message instanceof Message.Step step) {
      progress.step(step.epoch(), step.images(), step.trainLoss(), step.imagesPerSecond());
    } else if (message instanceof Message.Tested) {
      progress.tested();
    } else if (message instanceof Message.Epoch epoch) {
      progress.epoch(epoch.metrics());
    }
  }

  private synchronized void over(RunConfig run, Outcome outcome) {
    listener.ended(run, outcome);
  }

  private synchronized void retried(RunConfig run, String why) {
    listener.retried(run, why);
  }

  private Optional<JobQueue.Try> again(JobQueue.Try now, String why) {
    retried(now.run(), why);
    return Optional.of(new JobQueue.Try(now.run(), List.of(why)));
  }
}
