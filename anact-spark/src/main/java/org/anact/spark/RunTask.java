package org.anact.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.anact.bench.worker.SparkLines;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/**
 * Trains a run in a process of its own on the executor, whose crash is the run's alone. It returns
 * the process's exit code, its last line of standard output, which {@link Relay} may bring later,
 * and what it wrote to standard error. Only a lost executor makes the task fail, and so start
 * again.
 */
final class RunTask implements Function<String, String> {

  private static final long serialVersionUID = 1L;

  private static final int NOT_STARTED = 127;
  private static final int LOG_LINES = 200;

  private final String id;
  private final ArrayList<String> command;

  RunTask(String id, List<String> command) {
    this.id = id;
    this.command = new ArrayList<>(command);
  }

  @Override
  public String call(String job) throws InterruptedException, IOException {
    int attempt = TaskContext.get().attemptNumber();
    Relay.send(attempt, SparkLines.BEGAN, id, InetAddress.getLocalHost().getHostName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("ANACT_ENGINE", "spark");
    builder
        .environment()
        .put(
            "ANACT_ENGINE_JOB",
            "%s executor %s attempt %d"
                .formatted(
                    SparkEnv.get().conf().getAppId(), SparkEnv.get().executorId(), attempt + 1));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return NOT_STARTED + "\n\n" + e.getMessage();
    }
    try {
      List<String> log = new ArrayList<>();
      Thread errors = each(process.getErrorStream(), line -> keep(log, line));
      AtomicReference<String> last = new AtomicReference<>("");
      Thread messages =
          each(
              process.getInputStream(),
              line -> {
                last.set(line);
                Relay.send(attempt, SparkLines.OUT, id, line);
              });
      tell(process, job);
      int code = process.waitFor();
      messages.join();
      errors.join();
      return code + "\n" + last + "\n" + String.join("\n", log);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Gives the process its job. The stream stays open: its end shows that the executor has ended.
   */
  private static void tell(Process process, String job) {
    try {
      OutputStream input = process.getOutputStream();
      input.write((job + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      // It ended at once; its log says why.
    }
  }

  /** Keeps the first lines and the last; all are in the executor's own log. */
  private static void keep(List<String> log, String line) {
    System.err.println(line);
    if (log.size() == LOG_LINES) {
      log.remove(LOG_LINES / 2);
    }
    log.add(line);
  }

  private static Thread each(InputStream stream, Consumer<String> use) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  use.accept(line);
                }
              } catch (IOException e) {
                // The process is gone, and with it the stream.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
