package org.anact.datasets;

import java.nio.file.Path;

/** A data set is unknown, missing or damaged; the message names the file and the way to mend it. */
public final class DatasetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception with one sentence for the user. */
  public DatasetException(String message) {
    super(message);
  }

  /** Makes the exception with one sentence for the user and what caused it. */
  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the exception for a file or a folder that is there and cannot be read. */
  static DatasetException unreadable(Path path, Exception cause) {
    return new DatasetException(
        "cannot read '%s' (%s): check its permissions and links"
            .formatted(path, cause.getMessage()),
        cause);
  }
}
