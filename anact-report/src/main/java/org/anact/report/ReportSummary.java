package org.anact.report;

import java.nio.file.Path;
import java.util.List;
import org.anact.report.document.DataTable;

/**
 * What the report says in short, for the terminal.
 *
 * @param page path of the page
 * @param accuracy accuracy tables, one for each setting
 * @param headline what the runs say in one or two sentences
 * @param openRuns one line for each planned run that did not finish, with its reason
 */
public record ReportSummary(
    Path page, List<DataTable> accuracy, String headline, List<String> openRuns) {

  /** Copies the lists. */
  public ReportSummary {
    accuracy = List.copyOf(accuracy);
    openRuns = List.copyOf(openRuns);
  }
}
