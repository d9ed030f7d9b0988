package org.anact.results;

/**
 * One row of {@code epochs.csv}. A number that the file leaves empty is {@code NaN}.
 *
 * @param epoch 1-based
 * @param step steps done at its end
 * @param learningRate at its last step
 * @param trainLoss mean of its mini-batch losses, nats
 * @param testLoss mean cross-entropy over the test set, nats
 * @param testAccuracy top-1, between 0 and 1
 * @param trainSeconds wall clock of its training steps
 * @param testSeconds wall clock of the evaluation
 * @param imagesPerSecond training images over {@code trainSeconds}
 * @param waitSeconds part of {@code trainSeconds} in which training waited for a mini-batch
 * @param residentMib memory of the process at its end, in MiB
 */
public record EpochRow(
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
    double residentMib) {}
