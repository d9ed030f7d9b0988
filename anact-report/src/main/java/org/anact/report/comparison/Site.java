package org.anact.report.comparison;

import java.util.Comparator;
import org.anact.results.SiteRow;

/**
 * A place of a network where something was measured: an activation or a weight layer.
 *
 * @param depth weight layers from the input to it; a weight layer counts itself
 * @param branch {@code trunk}, {@code residual} or {@code shortcut}
 * @param layer name in the network
 */
public record Site(int depth, String branch, String layer) implements Comparable<Site> {
  private static final Comparator<Site> ORDER =
      Comparator.comparingInt(Site::depth).thenComparing(Site::branch).thenComparing(Site::layer);

  /** The branch of a site that every path goes through. */
  private static final String TRUNK = "trunk";

  static Site of(SiteRow row) {
    return new Site(row.depth(), row.branch(), row.layer());
  }

  @Override
  public int compareTo(Site other) {
    return ORDER.compare(this, other);
  }

  /** Returns the site for a legend: its layer, and its branch where that says more. */
  public String label() {
    return branch.isBlank() || branch.equals(TRUNK) ? layer : layer + " (" + branch + ")";
  }
}
