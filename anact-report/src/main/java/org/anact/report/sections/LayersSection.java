package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.charts.LayerCharts;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Figure;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.anact.report.plot.ThemeColor;

/** What the normalized layers hold over training. */
final class LayersSection {
  private static final List<String> SHAPES = List.of("circle", "square", "diamond", "up", "down");

  private LayersSection() {}

  static Section of(Study study) {
    List<Block> blocks = new ArrayList<>();
    for (Study.RunGroup cell : study.cells()) {
      List<Block> figures = new ArrayList<>();
      for (LayerCharts.Quantity quantity : LayerCharts.Quantity.values()) {
        LayerCharts.Row row = LayerCharts.row(cell, quantity);
        if (!row.charts().isEmpty()) {
          figures.add(
              Figure.of(
                  Character.toUpperCase(quantity.words().charAt(0))
                      + quantity.words().substring(1)
                      + " of every normalized layer after each epoch, mean over the finished runs."
                      + " Layers from the input to the output:",
                  List.of("layers.csv"),
                  keys(row.layers()),
                  row.charts()));
        }
      }
      if (!figures.isEmpty()) {
        blocks.add(Text.heading(cell.label()));
        blocks.addAll(figures);
      }
    }
    if (blocks.isEmpty()) {
      blocks.add(Text.paragraph("No finished run has a normalized layer."));
    } else {
      blocks.add(
          0,
          Text.paragraph(
              "The running lambda and mu that inference uses, and the learnable alpha. The factor"
                  + " that is applied is lambda + 0.3 tanh(alpha), or with another bound where the"
                  + " grid sets one."));
    }
    return new Section("layers", "Lambda, alpha and mu by layer", blocks);
  }

  private static List<Figure.Key> keys(List<String> layers) {
    List<Figure.Key> keys = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      keys.add(
          new Figure.Key(
              layers.get(i),
              SHAPES.get(i % SHAPES.size()),
              ThemeColor.depth(i, layers.size()).css(),
              false,
              true));
    }
    return keys;
  }
}
