package org.anact.bench.run;

/** Hears of a run's progress. */
public interface RunListener {

  /** Called after every training step. */
  void step(int epoch, int images, double trainLoss, double imagesPerSecond);

  /** Called after every evaluation. */
  void epoch(EpochMetrics metrics);
}
