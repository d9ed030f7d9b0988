package org.anact.bench.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads what another process writes, line by line, in a thread of its own. */
final class Lines {

  private Lines() {}

  /** What follows the last line. */
  @FunctionalInterface
  interface End {
    void run() throws InterruptedException;
  }

  static Thread read(String name, InputStream stream, Consumer<String> each, End end) {
    Thread thread =
        new Thread(
            () -> {
              try {
                try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                  for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    each.accept(line);
                  }
                } catch (IOException e) {
                  // The process is gone, and with it the stream.
                }
                end.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
