package org.anact.results;

import java.util.Optional;

/**
 * A planned run and what became of it.
 *
 * @param plan what was asked for
 * @param state what became of it
 * @param run its record, present when finished, diverged or failed
 * @param detail one sentence on why it is not finished, empty when it is
 */
public record RunEntry(PlannedRun plan, RunState state, Optional<RunRecord> run, String detail) {}
