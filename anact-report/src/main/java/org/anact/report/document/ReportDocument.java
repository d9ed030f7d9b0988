package org.anact.report.document;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.anact.report.plot.ChartImage;

/**
 * A report.
 *
 * @param title name of the grid, or of the grids
 * @param lead what the grid is for, or empty
 * @param headline what the runs say in one or two sentences
 * @param sections in order
 */
public record ReportDocument(String title, String lead, String headline, List<Section> sections) {
  /**
   * Copies the list, and numbers tables of the same id: their files must not replace each other.
   */
  public ReportDocument {
    Map<String, Integer> tables = new HashMap<>();
    sections =
        sections.stream()
            .map(
                section ->
                    new Section(
                        section.id(),
                        section.title(),
                        section.blocks().stream().map(block -> numbered(block, tables)).toList()))
            .toList();
  }

  private static Block numbered(Block block, Map<String, Integer> tables) {
    if (!(block instanceof DataTable table)) {
      return block;
    }
    int number = tables.merge(table.id(), 1, Integer::sum);
    return number == 1 ? table : table.withId(table.id() + "-" + number);
  }

  /** Every chart of the report, in its order. */
  public List<ChartImage> charts() {
    return blocks()
        .filter(Figure.class::isInstance)
        .map(Figure.class::cast)
        .flatMap(figure -> figure.charts().stream())
        .toList();
  }

  /** Every table of the report, in its order. */
  public List<DataTable> tables() {
    return blocks().filter(DataTable.class::isInstance).map(DataTable.class::cast).toList();
  }

  private Stream<Block> blocks() {
    return sections.stream().flatMap(section -> section.blocks().stream());
  }
}
