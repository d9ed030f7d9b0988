package org.anact.bench.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The sweep's end of a worker process, here or on another machine. Whoever looks after the process
 * hands in what it says, in the order in which it says it; the sweep takes it out.
 */
final class Worker implements AutoCloseable {

  private static final int KILLED = 128 + 9;
  private static final int LINES = 200;

  private final Handle handle;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<String> log = new ArrayList<>();
  private String process = "the worker process";

  /** Of {@link #next}: a process that waits for its machine may be silent for days. */
  private boolean underWay;

  private boolean told;

  /** Makes one whose process has not started. */
  Worker(Handle handle) {
    this.handle = handle;
  }

  /** How a process is ended. */
  @FunctionalInterface
  interface Handle {
    /**
     * Ends the process, if there still is one.
     *
     * @param told whether it has told how its run ended, and so is about to end by itself
     */
    void end(boolean told);
  }

  /** What {@link #next} gives. */
  sealed interface Event {
    /** The process has started, for the first time or again. */
    record Began() implements Event {}

    /** The process was lost with its machine, and will be started again on another. */
    record Lost(String why) implements Event {}

    /** The process sent a message. */
    record Told(Message message) implements Event {}

    /** The process is gone, and why. */
    record Gone(String why) implements Event {}

    /** What starts processes is gone, and why. */
    record Stranded(String why) implements Event {}
  }

  /** The process has started on a machine, which is not named if it is this one. */
  synchronized void began(String machine) {
    process = "the worker process" + (machine.isEmpty() ? "" : " on " + machine);
    events.add(new Event.Began());
  }

  /** The process is lost, and another will start in its place. */
  void lost(String why) {
    events.add(new Event.Lost(why));
  }

  /** Takes a line of the process's standard output. */
  void line(String line) {
    Wire.message(line).ifPresent(message -> events.add(new Event.Told(message)));
  }

  /** Takes a line of the process's standard error. The first lines and the last are kept. */
  synchronized void logged(String line) {
    if (log.size() == LINES) {
      log.remove(LINES / 2);
    }
    log.add(line);
  }

  /** The process ended. */
  synchronized void ended(int code) {
    gone(
        code == KILLED
            ? process + " was killed, perhaps because the machine ran out of memory"
            : process + " ended with code " + code);
  }

  /** There is no process, and there will be none. */
  void gone(String why) {
    events.add(new Event.Gone(why));
  }

  /** There is no process, and there will be none of any other worker. */
  void stranded(String why) {
    events.add(new Event.Stranded(why));
  }

  /**
   * Waits for the next event.
   *
   * @param silence after so long without one, a process that has started is ended
   */
  Event next(Duration silence) throws InterruptedException {
    Event event = underWay ? events.poll(silence.toMillis(), TimeUnit.MILLISECONDS) : events.take();
    if (event == null) {
      handle.end(told);
      return new Event.Gone(
          "%s hung: it reported nothing for %d s".formatted(name(), silence.toSeconds()));
    }
    underWay = !(event instanceof Event.Lost);
    told =
        event instanceof Event.Told last
            && (last.message() instanceof Message.Ended
                || last.message() instanceof Message.Stopped);
    return event;
  }

  /** Returns a sentence on a process that could not continue, and says where. */
  String stopped(String sentence) {
    return name() + " stopped: " + sentence;
  }

  private synchronized String name() {
    return process;
  }

  /** Returns what the process wrote to standard error. */
  synchronized String log() {
    return String.join("\n", log) + "\n";
  }

  @Override
  public void close() {
    handle.end(told);
  }
}
