package org.anact.datasets.install;

import java.io.IOException;

/** No address gave the file; the message tells why, and how to bring it by hand. */
public final class DownloadException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception with one sentence for the user. */
  public DownloadException(String message) {
    super(message);
  }
}
