package org.anact.report;

/**
 * What changed between two sweeps.
 *
 * @param markdown the findings as Markdown
 * @param changed whether the sweeps have other runs, or a run with another state, other losses or
 *     another accuracy
 */
public record ChangeSummary(String markdown, boolean changed) {}
