package org.anact.bench.sweep;

import java.util.List;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.EpochMetrics;
import org.anact.bench.run.Outcome;
import org.anact.bench.run.RunListener;

/** Hears everything and does nothing; a test overrides what it is about. */
public class QuietListener implements SweepListener {

  @Override
  public void planned(List<Work> toDo, int finished) {}

  @Override
  public void runsAgain(RunConfig run, String reason) {}

  @Override
  public RunListener started(RunConfig run) {
    return new RunListener() {
      @Override
      public void resumed(EpochMetrics last, long images) {}

      @Override
      public void step(int epoch, int images, double trainLoss, double imagesPerSecond) {}

      @Override
      public void epoch(EpochMetrics metrics) {}
    };
  }

  @Override
  public void retried(RunConfig run, String reason) {}

  @Override
  public void ended(RunConfig run, Outcome outcome) {}

  @Override
  public void close() {}
}
