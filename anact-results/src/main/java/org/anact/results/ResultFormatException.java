package org.anact.results;

/**
 * A result directory, or a file in it, does not follow the format, or a report cannot go where it
 * should. The message is one sentence that names the file and the field and says how to mend it.
 */
public class ResultFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with one sentence for the user. */
  public ResultFormatException(String message) {
    super(message);
  }

  /** Makes the exception with one sentence for the user and what caused it. */
  public ResultFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
