package org.anact.report;

import java.nio.file.Path;
import java.util.List;

/**
 * What the report says in short, for the terminal.
 *
 * @param page path of the page
 * @param accuracyTable accuracy tables as plain ASCII text, aligned, several lines
 * @param headline what the runs say in one or two sentences
 * @param finishedRuns planned runs that finished
 * @param plannedRuns runs that the sweep asked for
 * @param openRuns one line for each planned run that did not finish, with its reason
 */
public record ReportSummary(
    Path page,
    String accuracyTable,
    String headline,
    int finishedRuns,
    int plannedRuns,
    List<String> openRuns) {
  /** Copies the list. */
  public ReportSummary {
    openRuns = List.copyOf(openRuns);
  }
}
