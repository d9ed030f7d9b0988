package org.anact.bench.run;

import org.anact.results.EpochRow;

/** Receives a run's progress. */
public interface RunListener {

  /** Ignores it. */
  RunListener NONE =
      new RunListener() {
        @Override
        public void resumed(EpochRow last, long images) {}

        @Override
        public void step(int epoch, int images, double trainLoss, double imagesPerSecond) {}

        @Override
        public void epoch(EpochRow metrics) {}
      };

  /**
   * Called where a run resumes from a checkpoint.
   *
   * @param last the last epoch before it
   * @param images training images of all epochs before it
   */
  void resumed(EpochRow last, long images);

  /**
   * Called where a run starts anew although there is a checkpoint of it.
   *
   * @param reason why it cannot resume from it, to follow the run's name
   */
  default void startsAnew(String reason) {}

  /** Called where an error stops a run, before its outcome. */
  default void failed(Throwable error) {}

  /** Called after every training step. */
  void step(int epoch, int images, double trainLoss, double imagesPerSecond);

  /** Called after every mini-batch of the test set; a sign of life where one takes long. */
  default void tested() {}

  /** Called after every evaluation. */
  void epoch(EpochRow metrics);
}
