package org.anact.core.backend;

/** ND4J cannot be used here; the message is one sentence that names the folder and the setting. */
public final class BackendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
