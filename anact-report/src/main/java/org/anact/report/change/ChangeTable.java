package org.anact.report.change;

import org.anact.report.tables.ReportTable;

/** The tables of a comparison of two sweeps; each is a CSV file of its name. */
public enum ChangeTable {
  /** Paired differences. */
  DIFFERENCES,
  /** Runs that only one sweep has, or that ended in another way. */
  CHANGED_RUNS,
  /** Options with another value. */
  CHANGED_OPTIONS,
  /** Versions, machine and data that differ. */
  CHANGED_ORIGIN;

  /** Its CSV file. */
  public String file() {
    return ReportTable.fileOf(this);
  }
}
