package org.anact.report.charts;

import java.util.List;
import org.anact.report.comparison.Setting;

/**
 * Small multiples with the same axes.
 *
 * @param setting what they are from
 * @param model the model
 * @param caption one or two sentences for all of them
 * @param charts one for each activation
 * @param legend layers by depth where lines are layers, else empty
 */
public record ChartRow(
    Setting setting, String model, String caption, List<ChartImage> charts, List<String> legend) {
  /** Copies the lists. */
  public ChartRow {
    charts = List.copyOf(charts);
    legend = List.copyOf(legend);
  }
}
