package org.anact.results;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a run ended and its final figures: the content of {@code outcome.json}.
 *
 * @param formatVersion version of the result format
 * @param status how it ended
 * @param message empty when all went well, else one sentence
 * @param divergedEpoch epoch in which the loss became NaN or infinite
 * @param finishedAt ISO-8601 instant
 * @param seconds wall clock of the whole run, without the time between two starts
 * @param resumes how often it resumed from a checkpoint
 * @param recordingSeconds part of the training that measuring the network's signals took
 * @param epochsCompleted rows of {@code epochs.csv}
 * @param finalTestAccuracy top-1 after the last epoch, between 0 and 1
 * @param finalTestLoss of the last epoch, in nats
 * @param finalTrainLoss of the last epoch, in nats
 */
public record Outcome(
    int formatVersion,
    RunStatus status,
    String message,
    OptionalInt divergedEpoch,
    String finishedAt,
    OptionalDouble seconds,
    OptionalInt resumes,
    OptionalDouble recordingSeconds,
    int epochsCompleted,
    OptionalDouble finalTestAccuracy,
    OptionalDouble finalTestLoss,
    OptionalDouble finalTrainLoss) {
  /** Leaves out numbers that are not finite. */
  public Outcome {
    seconds = finite(seconds);
    recordingSeconds = finite(recordingSeconds);
    finalTestAccuracy = finite(finalTestAccuracy);
    finalTestLoss = finite(finalTestLoss);
    finalTrainLoss = finite(finalTrainLoss);
  }

  /**
   * Makes the outcome of a run that ends now.
   *
   * @param last the last epoch, if there was one
   */
  public static Outcome now(
      RunStatus status,
      String message,
      OptionalInt divergedEpoch,
      double seconds,
      int resumes,
      double recordingSeconds,
      Optional<EpochRow> last) {
    return new Outcome(
        ResultFormat.VERSION,
        status,
        message,
        divergedEpoch,
        Instant.now().toString(),
        OptionalDouble.of(seconds),
        OptionalInt.of(resumes),
        OptionalDouble.of(recordingSeconds),
        last.map(EpochRow::epoch).orElse(0),
        figure(last.map(EpochRow::testAccuracy)),
        figure(last.map(EpochRow::testLoss)),
        figure(last.map(EpochRow::trainLoss)));
  }

  /**
   * Returns the final accuracy that choices and decisions go by: chance for a run that diverged,
   * none for one that an error stopped, which shows nothing.
   *
   * @param classes of the data set
   */
  public OptionalDouble decidingAccuracy(long classes) {
    return switch (status) {
      case FINISHED -> finalTestAccuracy;
      case DIVERGED -> OptionalDouble.of(1.0 / classes);
      case FAILED -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble figure(Optional<Double> figure) {
    return figure.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private static OptionalDouble finite(OptionalDouble number) {
    return number.stream().filter(Double::isFinite).findAny();
  }
}
