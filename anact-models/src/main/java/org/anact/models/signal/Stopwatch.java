package org.anact.models.signal;

/** Adds up the time that measuring takes. */
final class Stopwatch {

  private long nanos;
  private long started;

  void reset() {
    nanos = 0;
  }

  void start() {
    started = System.nanoTime();
  }

  void stop() {
    nanos += System.nanoTime() - started;
  }

  double seconds() {
    return nanos / 1e9;
  }
}
