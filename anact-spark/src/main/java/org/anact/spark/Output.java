package org.anact.spark;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.anact.bench.worker.SparkLines;

/** The driver's standard output, on which each line stays whole. */
final class Output {

  private Output() {}

  /** Tells the sweep something, as {@link SparkLines} says. */
  static synchronized void tell(String... words) {
    String text = String.join(" ", words).replaceAll("\\R", " ");
    try {
      // Not closed: the descriptor is that of the process.
      new FileOutputStream(FileDescriptor.out)
          .write((SparkLines.MARK + text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The sweep has ended, which the end of standard input says.
    }
  }
}
