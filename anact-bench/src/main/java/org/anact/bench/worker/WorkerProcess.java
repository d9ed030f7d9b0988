package org.anact.bench.worker;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.run.Environment;
import org.anact.bench.run.RunListener;
import org.anact.bench.run.Trainer;
import org.anact.core.backend.BackendException;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import org.anact.datasets.Dataset;
import org.anact.datasets.DatasetException;
import org.anact.results.EpochRow;
import org.anact.results.Outcome;

/** A process that trains one run: its job comes on standard input, its messages go to output. */
public final class WorkerProcess {

  private static final int DONE = 0;
  private static final int ORPHANED = 3;

  private WorkerProcess() {}

  /** Trains the run of the job that the first line of standard input holds. */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    PrintStream messages =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Job job = Wire.job(input.readLine());
    endWithTheSweep(input);
    messages.println(Wire.line(work(job, new Teller(messages))));
    // Threads of libraries must not keep a finished worker alive.
    System.exit(DONE);
  }

  private static Message work(Job job, Teller teller) {
    Path results = Path.of(job.results());
    try {
      Catalog catalog = Catalog.load().with(job.own());
      NativeBackend.activate(
          new NativeBackend.Settings(job.threads(), job.helpers(), job.kernels()));
      Environment environment =
          Environment.current(BackendReport.current(), Optional.of(job.commit()));
      Trainer trainer = new Trainer(catalog, results, environment, job.recording(), job.earlier());
      Dataset data;
      try {
        data = catalog.datasets().load(job.run().dataset(), Path.of(job.dataDirectory()));
        requirePlanned(job, data);
      } catch (DatasetException e) {
        // Another machine may have what this one lacks.
        String sentence = "on %s, %s".formatted(environment.host(), e.getMessage());
        return new Message.Ended(
            trainer.abandon(job.run(), job.data(), sentence, sentence + "\n"), false);
      }
      Outcome outcome = trainer.train(job.run(), data, teller);
      return new Message.Ended(outcome, teller.outOfMemory);
    } catch (IOException e) {
      return new Message.Stopped(e.getMessage() == null ? e.toString() : e.getMessage(), false);
    } catch (BackendException e) {
      return new Message.Stopped(e.getMessage(), true);
    }
  }

  private static void requirePlanned(Job job, Dataset data) {
    if (!data.checksum().equals(job.data().checksum())) {
      throw new DatasetException(
          ("data set '%s' in '%s' has checksum %s, and the sweep was planned with %s: copy the"
                  + " same files there")
              .formatted(
                  job.run().dataset(),
                  job.dataDirectory(),
                  data.checksum(),
                  job.data().checksum()));
    }
  }

  /** A sweep that was killed leaves no worker behind: the other end of the input is then closed. */
  private static void endWithTheSweep(BufferedReader input) {
    Thread watch =
        new Thread(
            () -> {
              try {
                String line = input.readLine();
                while (line != null) {
                  line = input.readLine();
                }
              } catch (IOException e) {
                // The input is gone, which means the same.
              }
              Runtime.getRuntime().halt(ORPHANED);
            },
            "watch of the sweep");
    watch.setDaemon(true);
    watch.start();
  }

  /** Reports a run's progress, and steps only so often that reporting costs nothing. */
  private static final class Teller implements RunListener {

    private static final long INTERVAL_NANOS = 200_000_000L;

    private final PrintStream messages;
    private long lastTold = System.nanoTime();
    private int images;
    private boolean outOfMemory;

    Teller(PrintStream messages) {
      this.messages = messages;
    }

    private void tell(Message message) {
      messages.println(Wire.line(message));
      lastTold = System.nanoTime();
    }

    private boolean isTime() {
      return System.nanoTime() - lastTold >= INTERVAL_NANOS;
    }

    @Override
    public void resumed(EpochRow last, long trained) {
      tell(new Message.Resumed(last, trained));
    }

    @Override
    public void startsAnew(String reason) {
      tell(new Message.StartsAnew(reason));
    }

    @Override
    public void failed(Throwable error) {
      for (Throwable e = error; e != null && !outOfMemory; e = e.getCause()) {
        outOfMemory = e instanceof OutOfMemoryError;
      }
    }

    @Override
    public void step(int epoch, int batch, double trainLoss, double imagesPerSecond) {
      images += batch;
      if (isTime()) {
        tell(new Message.Step(epoch, images, trainLoss, imagesPerSecond));
        images = 0;
      }
    }

    @Override
    public void tested() {
      if (isTime()) {
        tell(new Message.Tested());
      }
    }

    @Override
    public void epoch(EpochRow metrics) {
      tell(new Message.Epoch(metrics));
    }
  }
}
