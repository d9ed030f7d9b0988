package org.anact.results;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a run ended.
 *
 * @param status finished, diverged or failed
 * @param message empty when finished, else one sentence
 * @param divergedEpoch epoch in which the loss left the numbers
 * @param finishedAt ISO-8601 instant as written
 * @param seconds wall clock of the whole run
 * @param epochsCompleted rows of {@code epochs.csv}
 * @param finalTestAccuracy top-1 after the last epoch, between 0 and 1
 * @param finalTestLoss nats
 * @param finalTrainLoss nats
 */
public record Outcome(
    RunStatus status,
    String message,
    OptionalInt divergedEpoch,
    String finishedAt,
    OptionalDouble seconds,
    int epochsCompleted,
    OptionalDouble finalTestAccuracy,
    OptionalDouble finalTestLoss,
    OptionalDouble finalTrainLoss) {}
