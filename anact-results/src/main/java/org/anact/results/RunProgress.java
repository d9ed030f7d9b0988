package org.anact.results;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How far a run is at this moment, the content of {@code progress.json} beside its other files; it
 * is gone once the run has ended.
 *
 * @param epoch 1-based
 * @param epochs of the whole run
 * @param step of the whole run, 1-based
 * @param steps of the whole run
 * @param trainLoss mean of the epoch so far, in nats
 * @param imagesPerSecond training images of the epoch so far over their wall clock
 * @param at ISO-8601 instant
 */
public record RunProgress(
    int epoch,
    int epochs,
    int step,
    int steps,
    double trainLoss,
    double imagesPerSecond,
    String at) {

  /** Name of the file. */
  public static final String FILE = "progress.json";

  /** Reads how far an attempt is; empty before its first step, and once it has ended. */
  public static Optional<RunProgress> read(Path attempt) {
    try {
      return Optional.of(JsonFiles.read(attempt.resolve(FILE), RunProgress.class));
    } catch (ResultFormatException e) {
      return Optional.empty();
    }
  }
}
