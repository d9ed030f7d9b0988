package org.anact.bench.worker;

/** The engine that runs were handed to has ended; the message says why and what to do. */
public final class EngineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception with one sentence for the user. */
  public EngineException(String message) {
    super(message);
  }
}
