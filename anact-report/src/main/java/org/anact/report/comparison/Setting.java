package org.anact.report.comparison;

/**
 * What runs must share before their figures may share a table.
 *
 * @param dataset registered name of the data set
 * @param variant what else sets it apart in this sweep, such as {@code init=he}; empty if nothing
 */
public record Setting(String dataset, String variant) {
  /** The setting for a heading. */
  public String label() {
    return variant.isEmpty() ? dataset : dataset + " (" + variant + ")";
  }
}
