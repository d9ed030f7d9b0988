package org.anact.results;

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
}
