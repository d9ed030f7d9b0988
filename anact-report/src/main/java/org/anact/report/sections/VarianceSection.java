package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.charts.DepthCharts;
import org.anact.report.charts.HeatMap;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.DepthVariance;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Figure;
import org.anact.report.document.Section;
import org.anact.report.document.TableModel;
import org.anact.report.document.Text;
import org.anact.report.plot.ChartImage;
import org.anact.report.tables.ReportTable;
import org.anact.report.tables.SignalTables;
import org.anact.report.tables.SignalTables.WeightLayer;

/** Variances by depth: of signals, of their gradients and of the gradients of weights. */
final class VarianceSection {
  private static final List<String> SOURCE = List.of(ReportTable.SIGNALS.file());

  private final Study study;

  VarianceSection(Study study) {
    this.study = study;
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    List<Study.RunGroup> measured =
        study.cells().stream().filter(VarianceSection::measured).toList();
    if (measured.isEmpty()) {
      blocks.add(
          Text.paragraph(
              "Not measured: no finished run has signals.csv, so there is no variance by depth to"
                  + " show."));
    } else {
      blocks.add(
          Text.paragraph(
              "What the activation sites received and passed back, mean over the finished runs."
                  + " Forward variances are relative to the first site, those of the gradient to"
                  + " the last, where each enters; a ratio of 1 (logarithm 0) at every depth is"
                  + " the normalization that the paper aims at. The depth of a site counts the"
                  + " weight layers in front of it. The gradient of a weight is that of the"
                  + " mini-batch\u2019s mean loss; no prediction is drawn for it, because the"
                  + " theory\u2019s product of the forward and the backward variance holds for"
                  + " dense layers alone: a convolution adds its gradient up over places that are"
                  + " not independent."));
    }
    TableModel<WeightLayer> gradients = SignalTables.weightGradients(study);
    for (Study.RunGroup cell : measured) {
      blocks.add(Text.heading(cell.label()));
      signals(cell, blocks);
      maps(cell, blocks);
      weights(cell, gradients, blocks);
    }
    blocks.addAll(new PropertySection(study).blocks());
    return new Section("variance", "Variance by depth", blocks);
  }

  private static boolean measured(Study.RunGroup cell) {
    return cell.comparisons().stream()
        .anyMatch(comparison -> hasSignals(comparison) || hasWeights(comparison));
  }

  private static boolean hasSignals(Comparison comparison) {
    return comparison.finishedRuns().stream()
        .anyMatch(run -> !run.signals().orElse(List.of()).isEmpty());
  }

  private static boolean hasWeights(Comparison comparison) {
    return comparison.finishedRuns().stream()
        .anyMatch(run -> !run.weights().orElse(List.of()).isEmpty());
  }

  /** Both arms at the first recorded step and at the last. */
  private static List<Figure.Key> keys() {
    return List.of(
        new Figure.Key("vanilla, first step", "square", ArmKeys.VANILLA, true, true),
        new Figure.Key("vanilla, last step", "up", ArmKeys.VANILLA, true, true),
        new Figure.Key("normalized, first step", "circle", ArmKeys.NORMALIZED, false, true),
        new Figure.Key("normalized, last step", "diamond", ArmKeys.NORMALIZED, false, true));
  }

  private static void signals(Study.RunGroup cell, List<Block> blocks) {
    List<Comparison> shown =
        cell.comparisons().stream().filter(VarianceSection::hasSignals).toList();
    if (shown.isEmpty()) {
      return;
    }
    blocks.add(
        Figure.of(
            "Variance of what each site receives, relative to the first site, at the first recorded"
                + " step and at the last.",
            SOURCE,
            keys(),
            shown.stream().map(one -> DepthCharts.variance(one, DepthVariance.FORWARD)).toList()));
    blocks.add(
        Figure.of(
            "Variance of the gradient that each site passes back, relative to the last site, at the"
                + " first recorded step and at the last.",
            SOURCE,
            keys(),
            shown.stream().map(one -> DepthCharts.variance(one, DepthVariance.GRADIENT)).toList()));
    blocks.add(
        Figure.of(
            "Gain of the gradient\u2019s variance through each site at the first recorded step:"
                + " measured, Var(dL/dy) / Var(dL/dout), and predicted, the applied factor squared"
                + " times E[f\u2032(y)\u00b2].",
            SOURCE,
            List.of(
                new Figure.Key("vanilla, predicted", "", ArmKeys.VANILLA, true, true),
                new Figure.Key("vanilla, measured", "square", ArmKeys.VANILLA, false, false),
                new Figure.Key("normalized, predicted", "", ArmKeys.NORMALIZED, false, true),
                new Figure.Key("normalized, measured", "circle", ArmKeys.NORMALIZED, false, false)),
            shown.stream().map(DepthCharts::gains).toList()));
  }

  private static void maps(Study.RunGroup cell, List<Block> blocks) {
    List<String> ranges = HeatMap.ranges();
    List<Figure.Key> keys = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      keys.add(new Figure.Key(ranges.get(i), "square", "var(--h" + i + ")", false, false));
    }
    for (DepthVariance variance : List.of(DepthVariance.FORWARD, DepthVariance.GRADIENT)) {
      List<ChartImage> charts =
          cell.sides().stream().flatMap(side -> HeatMap.of(side, variance).stream()).toList();
      if (!charts.isEmpty()) {
        blocks.add(
            Figure.of(
                variance.heading()
                    + " "
                    + variance.relation()
                    + " through training: sites from bottom to top, epochs from left to right; a"
                    + " cell begins at the recorded step that it shows. Each vanilla map stands"
                    + " beside its normalized one. Colours say the ratio:",
                SOURCE,
                keys,
                charts));
      }
    }
  }

  private static void weights(
      Study.RunGroup cell, TableModel<WeightLayer> gradients, List<Block> blocks) {
    List<Comparison> shown =
        cell.comparisons().stream().filter(VarianceSection::hasWeights).toList();
    if (shown.isEmpty()) {
      return;
    }
    blocks.add(
        Figure.of(
            "Variance of the gradient of each weight layer, at the first recorded step and at the"
                + " last.",
            List.of(ReportTable.WEIGHTS.file()),
            keys(),
            shown.stream()
                .map(one -> DepthCharts.variance(one, DepthVariance.WEIGHT_GRADIENT))
                .toList()));
    blocks.add(
        gradients
            .where(row -> shown.contains(row.comparison()))
            .show(
                "weight-gradients-" + SectionIds.of(cell.label()),
                "Variance of the gradient of each weight layer on "
                    + cell.label()
                    + ": log\u2081\u2080 Var(dL/dW), mean over the runs",
                ReportTable.WEIGHT_GRADIENTS.file()));
  }
}
