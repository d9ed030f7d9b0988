package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.anact.report.charts.WaterfallCharts;
import org.anact.report.comparison.Ladder;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Figure;
import org.anact.report.document.Section;
import org.anact.report.document.TableModel;
import org.anact.report.document.Text;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.ThemeColor;
import org.anact.report.tables.LadderTable;
import org.anact.report.tables.ReportTable;

/** Where a difference comes from: rate, centring, adaptive statistics and alpha. */
final class LadderSection {
  private LadderSection() {}

  /** The section, absent if no cell has all rungs. */
  static Optional<Section> of(Study study) {
    TableModel<Ladder> table = LadderTable.of(study);
    if (table.rows().isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Text.paragraph(
            "The difference of ANAct and vanilla in test accuracy, taken apart. Reparametrized is"
                + " vanilla\u2019s function with ANAct\u2019s step: a fixed lambda, nothing"
                + " subtracted and nothing learned; its difference from vanilla is the rate. Then"
                + " the mean is subtracted (centring), lambda and the mean follow the mini-batches"
                + " (adaptive statistics), and alpha is learned (alpha), which is ANAct. Each part"
                + " is paired by seed, with its BCa 95 % interval, over the seeds that finished in"
                + " all five arms, so that the parts add up to the whole."
                + words(table.rows())));
    blocks.add(
        table.show(
            "ladder",
            "Parts of the difference of ANAct and vanilla, test accuracy of the last epoch",
            ReportTable.LADDER.file()));
    List<ChartImage> charts = WaterfallCharts.of(table.rows());
    if (!charts.isEmpty()) {
      blocks.add(
          Figure.of(
              "Each bar begins where the one above it ends; lines are the 95 % intervals of the"
                  + " parts, and the last bar is the whole difference. All charts share their axes.",
              List.of(ReportTable.LADDER.file()),
              List.of(
                  key("adds", WaterfallCharts.UP),
                  key("takes away", WaterfallCharts.DOWN),
                  key("the whole", WaterfallCharts.WHOLE),
                  new Figure.Key("95 % interval", "", ThemeColor.INK.css(), false, true)),
              charts));
    }
    return Optional.of(new Section("ladder", "Where the difference comes from", blocks));
  }

  /** At one rate for all arms, the first part is what that rate does to each of them. */
  private static String words(List<Ladder> ladders) {
    if (ladders.stream().allMatch(Ladder::isTuned)) {
      return " Each arm has the recipe that its own trials chose, so the rate is the part that tuning"
          + " has not made up for.";
    }
    return " Arms that were not tuned share one recipe: their parts depend on its learning rate, and"
        + " the first one most of all.";
  }

  private static Figure.Key key(String name, ThemeColor color) {
    return new Figure.Key(name, "square", color.css(), false, false);
  }
}
