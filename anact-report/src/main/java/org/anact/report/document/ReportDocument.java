package org.anact.report.document;

import java.util.List;
import java.util.stream.Stream;
import org.anact.report.charts.ChartImage;

/**
 * A report.
 *
 * @param title name of the grid, or of the grids
 * @param lead what the grid is for, or empty
 * @param headline what the runs say in one or two sentences
 * @param sections in order
 */
public record ReportDocument(String title, String lead, String headline, List<Section> sections) {
  /** Copies the list. */
  public ReportDocument {
    sections = List.copyOf(sections);
  }

  /**
   * Every chart of the report.
   *
   * @return in its order
   */
  public List<ChartImage> charts() {
    return blocks()
        .filter(Figure.class::isInstance)
        .map(Figure.class::cast)
        .flatMap(figure -> figure.charts().stream())
        .toList();
  }

  /**
   * Every table of the report.
   *
   * @return in its order
   */
  public List<DataTable> tables() {
    return blocks().filter(DataTable.class::isInstance).map(DataTable.class::cast).toList();
  }

  private Stream<Block> blocks() {
    return sections.stream().flatMap(section -> section.blocks().stream());
  }
}
