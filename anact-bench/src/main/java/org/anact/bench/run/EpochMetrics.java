package org.anact.bench.run;

import java.util.List;

/**
 * What an epoch gave.
 *
 * @param epoch 1-based
 * @param step steps done at its end
 * @param learningRate at its last step
 * @param trainLoss mean of its mini-batch losses, in nats
 * @param testLoss mean cross-entropy over the test set, in nats
 * @param testAccuracy top-1, between 0 and 1
 * @param trainSeconds wall clock of the training steps
 * @param testSeconds wall clock of the evaluation
 * @param imagesPerSecond training images over {@code trainSeconds}
 * @param waitSeconds part of {@code trainSeconds} in which training waited for a mini-batch
 * @param residentMib memory of the process at the end of the epoch, native memory included, in MiB;
 *     not a number where the operating system does not tell
 */
public record EpochMetrics(
    int epoch,
    int step,
    double learningRate,
    double trainLoss,
    double testLoss,
    double testAccuracy,
    double trainSeconds,
    double testSeconds,
    double imagesPerSecond,
    double waitSeconds,
    double residentMib) {

  /** Returns the row in the order of the file's columns. */
  List<Object> row() {
    return List.of(
        epoch,
        step,
        learningRate,
        trainLoss,
        testLoss,
        testAccuracy,
        trainSeconds,
        testSeconds,
        imagesPerSecond,
        waitSeconds,
        residentMib);
  }
}
