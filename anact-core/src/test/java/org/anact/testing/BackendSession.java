package org.anact.testing;

import org.anact.core.backend.NativeBackend;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Runs every test on the backend that the suite itself uses, chosen before ND4J is loaded. */
public final class BackendSession implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    NativeBackend.activate(NativeBackend.Settings.defaults());
  }
}
