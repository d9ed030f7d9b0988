package org.anact.datasets.install;

import java.util.OptionalLong;

/**
 * Receives the progress of a download or an import; all calls come from the thread that started it.
 */
public interface InstallListener {

  /**
   * Tells that something long begins.
   *
   * @param what it is, like "download x.zip"
   * @param bytes how much there is to do, if that is known
   */
  void begins(String what, OptionalLong bytes);

  /** Tells that so many bytes more are done. */
  void advances(long bytes);

  /** Tells that what began is over, whether it was done or not. */
  void ends();

  /** Tells what a user should know, in one line. */
  void note(String line);
}
