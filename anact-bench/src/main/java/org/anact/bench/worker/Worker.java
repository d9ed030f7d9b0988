package org.anact.bench.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.anact.core.backend.CudaDevices;

/** The sweep's end of a worker process. */
final class Worker implements AutoCloseable {

  private static final int KILLED = 128 + 9;
  private static final int LINES = 200;

  private final Process process;
  private final BlockingQueue<Optional<Message>> messages = new LinkedBlockingQueue<>();
  private final List<String> log = new ArrayList<>();
  private final Thread logReader;

  private Worker(Process process) {
    this.process = process;
    reader("messages of a worker", process.getInputStream(), this::message, this::endOfMessages);
    logReader = reader("log of a worker", process.getErrorStream(), this::log, () -> {});
  }

  /**
   * Starts a process for a job.
   *
   * @param device the GPU that it may use; empty for what this process may
   */
  static Worker start(Job job, Optional<String> device) throws IOException {
    ProcessBuilder builder = ChildJava.builder(WorkerProcess.class);
    device.ifPresent(name -> builder.environment().put(CudaDevices.VARIABLE, name));
    Process process = builder.start();
    try {
      // It stays open: its end shows the process that the sweep has ended.
      OutputStream input = process.getOutputStream();
      input.write((Wire.line(job) + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      // It ended at once; its log says why.
    }
    return new Worker(process);
  }

  private void message(String line) {
    Wire.message(line).ifPresent(message -> messages.add(Optional.of(message)));
  }

  private void endOfMessages() {
    messages.add(Optional.empty());
  }

  /** Keeps the first lines and the last: what came first and what it ended with. */
  private synchronized void log(String line) {
    if (log.size() == LINES) {
      log.remove(LINES / 2);
    }
    log.add(line);
  }

  private static Thread reader(
      String name, InputStream stream, Consumer<String> each, Runnable end) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  each.accept(line);
                }
              } catch (IOException e) {
                // The process is gone, and with it the stream.
              } finally {
                end.run();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** What {@link #next} gives: a message, or that there will be none. */
  sealed interface Event {
    /** The process sent a message. */
    record Told(Message message) implements Event {}

    /** The process is gone, and why. */
    record Gone(String why) implements Event {}
  }

  /**
   * Waits for the next message.
   *
   * @param silence after so long without one, the process is ended
   */
  Event next(Duration silence) throws InterruptedException {
    Optional<Message> message = messages.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
    if (message == null) {
      process.destroyForcibly().waitFor();
      return new Event.Gone(
          "the worker process hung: it reported nothing for %d s".formatted(silence.toSeconds()));
    }
    if (message.isPresent()) {
      return new Event.Told(message.get());
    }
    int code = process.waitFor();
    logReader.join();
    return new Event.Gone(
        code == KILLED
            ? "the worker process was killed, perhaps because the machine ran out of memory"
            : "the worker process ended with code " + code);
  }

  /** Returns what the process wrote to standard error. */
  synchronized String log() {
    return String.join("\n", log) + "\n";
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
