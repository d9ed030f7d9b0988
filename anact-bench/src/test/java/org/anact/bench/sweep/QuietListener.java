package org.anact.bench.sweep;

import java.util.List;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.RunListener;
import org.anact.results.Outcome;

/** Hears everything and does nothing; a test overrides what it is about. */
public class QuietListener implements SweepListener {

  @Override
  public void planned(List<Work> toDo, int finished) {}

  @Override
  public void runsAgain(RunConfig run, String reason) {}

  @Override
  public RunListener started(RunConfig run) {
    return RunListener.NONE;
  }

  @Override
  public void retried(RunConfig run, String reason) {}

  @Override
  public void ended(RunConfig run, Outcome outcome) {}

  @Override
  public void close() {}
}
