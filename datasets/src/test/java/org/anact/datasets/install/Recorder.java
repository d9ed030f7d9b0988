package org.anact.datasets.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Keeps what an installer tells, and checks that it tells it in order. */
final class Recorder implements InstallListener {

  final List<String> notes = new ArrayList<>();
  final List<String> begun = new ArrayList<>();
  private final Thread owner = Thread.currentThread();
  private boolean open;
  long bytes;

  @Override
  public void begins(String what, OptionalLong total) {
    assertThat(open).isFalse();
    open = true;
    begun.add(what);
  }

  @Override
  public void advances(long more) {
    assertThat(open).isTrue();
    assertThat(Thread.currentThread()).isEqualTo(owner);
    assertThat(more).isNotNegative();
    bytes += more;
  }

  @Override
  public void ends() {
    assertThat(open).isTrue();
    open = false;
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }
}
