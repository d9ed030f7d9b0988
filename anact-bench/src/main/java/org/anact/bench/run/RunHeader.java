package org.anact.bench.run;

import org.anact.bench.grid.RunConfig;

/**
 * What is known of a run before it starts, the content of {@code run.json}.
 *
 * @param formatVersion version of the result format
 * @param id the run's id
 * @param config everything that decides its numbers
 * @param provenance where they come from
 */
public record RunHeader(int formatVersion, String id, RunConfig config, Provenance provenance) {}
