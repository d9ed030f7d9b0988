package org.anact.bench.run;

import java.time.Instant;
import org.anact.results.ResultFormat;

/**
 * How a run ended and its final figures, the content of {@code outcome.json}.
 *
 * @param formatVersion version of the result format
 * @param status how it ended
 * @param message empty when finished, else one sentence
 * @param divergedEpoch epoch in which the loss left the numbers, or null
 * @param finishedAt ISO-8601 instant
 * @param seconds wall clock of the whole run, without the time between two starts
 * @param resumes how often it went on from a checkpoint
 * @param recordingSeconds part of the training that measuring the network's signals took
 * @param epochsCompleted epochs with metrics
 * @param finalTestAccuracy of the last epoch, or null
 * @param finalTestLoss of the last epoch, or null
 * @param finalTrainLoss of the last epoch, or null
 */
public record Outcome(
    int formatVersion,
    Status status,
    String message,
    Integer divergedEpoch,
    String finishedAt,
    double seconds,
    int resumes,
    double recordingSeconds,
    int epochsCompleted,
    Double finalTestAccuracy,
    Double finalTestLoss,
    Double finalTrainLoss) {

  /**
   * Makes the outcome of a run that ends now.
   *
   * @param last metrics of the last epoch; null if there was none
   */
  static Outcome of(
      Status status,
      String message,
      Integer divergedEpoch,
      double seconds,
      int resumes,
      double recordingSeconds,
      EpochMetrics last) {
    return new Outcome(
        ResultFormat.VERSION,
        status,
        message,
        divergedEpoch,
        Instant.now().toString(),
        seconds,
        resumes,
        recordingSeconds,
        last == null ? 0 : last.epoch(),
        last == null ? null : last.testAccuracy(),
        last == null ? null : last.testLoss(),
        last == null ? null : last.trainLoss());
  }
}
