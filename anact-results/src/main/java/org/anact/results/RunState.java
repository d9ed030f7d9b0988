package org.anact.results;

/** What became of a planned run. */
public enum RunState {
  /** All epochs were trained. */
  FINISHED("finished"),
  /** A loss became NaN or infinite. */
  DIVERGED("diverged"),
  /** An error ended the run. */
  FAILED("failed"),
  /** Its folder is there but cannot be read. */
  UNREADABLE("unreadable"),
  /** It is under way or was cut off. */
  PARTIAL("partial"),
  /** It was asked for, and there is no trace of it. */
  MISSING("not run");

  private final String words;

  RunState(String words) {
    this.words = words;
  }

  /** The state in words, in lower case, for a table cell. */
  public String words() {
    return words;
  }
}
