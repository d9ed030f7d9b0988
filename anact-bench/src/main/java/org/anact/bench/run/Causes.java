package org.anact.bench.run;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What stopped a training, in one sentence or in full. */
public final class Causes {

  private Causes() {}

  /**
   * Returns the class and the first line of the innermost cause, which says what went wrong; the
   * layers above it only say that something did.
   */
  public static String sentence(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : root.getMessage();
    String first = message.lines().findFirst().orElse("");
    return root.getClass().getSimpleName() + (first.isEmpty() ? "" : ": " + first);
  }

  /** Returns the stack trace. */
  public static String trace(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }
}
