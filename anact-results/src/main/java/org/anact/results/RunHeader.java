package org.anact.results;

import java.util.Optional;

/**
 * What is known of a run before it starts: the content of {@code run.json}.
 *
 * @param formatVersion version of the result format
 * @param id id of the run, name of its folder
 * @param config everything that decides its numbers, besides code, data and machine
 * @param provenance where they come from
 */
public record RunHeader(
    int formatVersion, String id, RecordedConfig config, Provenance provenance) {
  /** Makes a header of this version of the format. */
  public RunHeader(String id, RecordedConfig config, Provenance provenance) {
    this(ResultFormat.VERSION, id, config, provenance);
  }

  /**
   * Returns the header of an attempt.
   *
   * @param attempt name of it
   * @param startedAt when the run began, if that was in an earlier one
   */
  public RunHeader in(String attempt, Optional<String> startedAt) {
    Provenance now = provenance;
    return new RunHeader(
        formatVersion,
        id,
        config,
        new Provenance(
            startedAt.orElse(now.startedAt()),
            now.codeVersion(),
            now.gitCommit(),
            now.dataChecksum(),
            now.dataPublished(),
            now.trainImages(),
            now.testImages(),
            now.classes(),
            now.parameters(),
            now.environment(),
            now.place().map(place -> place.in(attempt))));
  }
}
