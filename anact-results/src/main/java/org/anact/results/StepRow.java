package org.anact.results;

/**
 * One row of {@code steps.csv}.
 *
 * @param step 1-based, over the whole run
 * @param trainLoss mean cross-entropy of the mini-batch before the step's update, in nats; {@code
 *     NaN} where it is not finite
 */
public record StepRow(int step, double trainLoss) {}
