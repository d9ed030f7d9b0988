package org.anact.registry;

/** A class that was named and cannot be used; the message tells why in one sentence. */
public final class UnusableClassException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnusableClassException(String message, Throwable cause) {
    super(message, cause);
  }
}
