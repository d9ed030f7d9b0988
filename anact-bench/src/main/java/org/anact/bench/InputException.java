package org.anact.bench;

/** Something that the user gave is wrong; the message says what, where, and how to mend it. */
public final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception with one sentence for the user. */
  public InputException(String message) {
    super(message);
  }

  /** Makes the exception with one sentence for the user and what caused it. */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
