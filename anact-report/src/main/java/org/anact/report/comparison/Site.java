package org.anact.report.comparison;

import java.util.Comparator;
import org.anact.report.results.SignalRow;

/**
 * An activation site of a network.
 *
 * @param depth 0-based position in order of execution
 * @param branch which path of a block it lies on
 * @param layer name in the network
 */
public record Site(int depth, String branch, String layer) implements Comparable<Site> {
  private static final Comparator<Site> ORDER =
      Comparator.comparingInt(Site::depth).thenComparing(Site::branch).thenComparing(Site::layer);

  static Site of(SignalRow row) {
    return new Site(row.depth(), row.branch(), row.layer());
  }

  @Override
  public int compareTo(Site other) {
    return ORDER.compare(this, other);
  }

  /**
   * The site for a legend.
   *
   * @return layer, and branch where it says more
   */
  public String label() {
    return branch.isBlank() || branch.equals("main") ? layer : layer + " (" + branch + ")";
  }
}
