package org.anact.report.plot;

import java.util.List;

/**
 * What a chart consists of before it is a document.
 *
 * @param frame where the plot lies
 * @param behind axes and grid, drawn first
 * @param marks what is plotted, clipped to the frame
 * @param labels texts, drawn last
 */
public record Drawing(
    Frame frame, List<SvgElement> behind, List<SvgElement> marks, List<SvgElement> labels) {

  /** Copies the lists. */
  public Drawing {
    behind = List.copyOf(behind);
    marks = List.copyOf(marks);
    labels = List.copyOf(labels);
  }
}
