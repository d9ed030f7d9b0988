package org.anact.bench.run;

/** What stopped a training, in one sentence. */
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
}
