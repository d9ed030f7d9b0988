package org.anact.bench.worker;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Worker processes that tasks of a Spark application start, one each. Its driver program is a child
 * of this process, and they talk as {@link SparkLines} says.
 */
public final class SparkWorkers extends Workers {

  private static final int STOP_SECONDS = 20;

  private final Launcher launcher;
  private final Path log;
  private final Consumer<String> notices;
  private final Map<String, Worker> workers = new ConcurrentHashMap<>();
  private Process driver;
  private Writer toDriver;
  private int started;
  private volatile boolean ready;
  private volatile String end = "";

  /** Starts the driver program. */
  @FunctionalInterface
  public interface Launcher {
    /**
     * Starts it.
     *
     * @throws IOException if there is no such program
     */
    Process start() throws IOException;
  }

  /**
   * Makes one that has not started the driver program, which the first job does.
   *
   * @param launcher starts it
   * @param log file with what Spark logs
   * @param notices receives what Spark application it is, once it runs
   */
  public SparkWorkers(Launcher launcher, Path log, Consumer<String> notices) {
    this.launcher = launcher;
    this.log = log;
    this.notices = notices;
  }

  @Override
  synchronized Worker start(Job job) throws IOException {
    if (driver == null) {
      driver = launcher.start();
      toDriver =
          new BufferedWriter(
              new OutputStreamWriter(driver.getOutputStream(), StandardCharsets.UTF_8));
      Lines.read("messages of Spark", driver.getInputStream(), this::line, this::ended);
    }
    String id = Integer.toString(++started);
    Worker worker = new Worker(told -> end(id, told));
    workers.put(id, worker);
    send(SparkLines.START, id, Wire.line(job));
    if (!end.isEmpty()) {
      worker.stranded(end);
    }
    return worker;
  }

  @Override
  boolean elsewhere() {
    return true;
  }

  private void end(String id, boolean told) {
    if (workers.remove(id) != null && !told) {
      synchronized (this) {
        send(SparkLines.CANCEL, id);
      }
    }
  }

  private void send(String... words) {
    try {
      toDriver.write(String.join(" ", words) + "\n");
      toDriver.flush();
    } catch (IOException e) {
      // The driver has ended, which the end of its output tells every worker.
    }
  }

  private void line(String line) {
    if (!line.startsWith(SparkLines.MARK)) {
      return;
    }
    String[] words = line.substring(SparkLines.MARK.length()).split(" ", 3);
    if (words[0].equals(SparkLines.READY)) {
      ready = true;
      notices.accept(
          "%s; log: %s"
              .formatted(
                  line.substring(SparkLines.MARK.length() + SparkLines.READY.length()).strip(),
                  log));
      return;
    }
    String id = words.length > 1 ? words[1] : "";
    String text = words.length > 2 ? words[2] : "";
    Worker worker = workers.get(id);
    if (worker == null) {
      return;
    }
    switch (words[0]) {
      case SparkLines.BEGAN -> worker.began(text);
      case SparkLines.LOST -> worker.lost("Spark lost its process (" + text + ")");
      case SparkLines.OUT -> worker.line(text);
      case SparkLines.LOG -> worker.logged(text);
      case SparkLines.ENDED -> {
        workers.remove(id);
        worker.ended(Integer.parseInt(text));
      }
      case SparkLines.FAILED -> {
        workers.remove(id);
        worker.gone("Spark gave the run up (" + text + ")");
      }
      default -> throw new IllegalStateException("Spark's driver says '" + line + "'");
    }
  }

  private void ended() throws InterruptedException {
    int code = driver.waitFor();
    end =
        "%s ended with code %d before %s: '%s' says why, and the same command resumes"
            .formatted(
                ready ? "Spark's driver program" : "spark-submit",
                code,
                ready ? "the runs did" : "any run could start",
                log);
    workers.values().forEach(worker -> worker.stranded(end));
  }

  /** Ends the application and waits for that. */
  @Override
  public synchronized void close() {
    if (driver == null) {
      return;
    }
    try {
      toDriver.close();
      if (!driver.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        driver.destroyForcibly();
      }
    } catch (IOException e) {
      driver.destroyForcibly();
    } catch (InterruptedException e) {
      driver.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
