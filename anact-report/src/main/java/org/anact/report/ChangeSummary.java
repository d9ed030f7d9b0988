package org.anact.report;

import org.anact.report.document.ReportDocument;

/**
 * What changed between two sweeps.
 *
 * @param document the findings
 * @param changed whether the sweeps have other runs, or a run with another state, other losses or
 *     another accuracy
 */
public record ChangeSummary(ReportDocument document, boolean changed) {}
