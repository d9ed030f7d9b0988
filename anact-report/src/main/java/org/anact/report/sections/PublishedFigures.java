package org.anact.report.sections;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Finding;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.DataTable;
import org.anact.report.document.Numbers;
import org.anact.report.document.TableModel;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.SignFlipTest;
import org.anact.report.tables.ReportTable;

/** The figures of the paper's abstract beside ours, where ours are of that size. */
final class PublishedFigures {
  private static final Pattern MODEL = Pattern.compile("resnet[-_]?50", Pattern.CASE_INSENSITIVE);

  /** A figure of the abstract, and the least size of a sweep that says anything about it. */
  private enum Published {
    TINY_IMAGENET("Tiny ImageNet", "+1.4", "tiny[-_]?imagenet(-?200)?", 100_000, 400),
    CIFAR_100("CIFAR-100", "more than +1.2", "cifar[-_]?100", 50_000, 200);

    private final String data;
    private final String points;
    private final Pattern name;

    /** The whole training set. */
    private final long images;

    /**
     * Those of the suite's grid for this figure, {@code paper-*.yaml}. A shorter training is one of
     * another recipe and has figures of its own.
     */
    private final int epochs;

    Published(String data, String points, String name, long images, int epochs) {
      this.data = data;
      this.points = points;
      this.name = Pattern.compile(name, Pattern.CASE_INSENSITIVE);
      this.images = images;
      this.epochs = epochs;
    }

    boolean matches(Ours ours) {
      Comparison comparison = ours.comparison;
      return MODEL.matcher(comparison.model()).matches()
          && name.matcher(comparison.setting().dataset()).matches()
          && comparison.finishedRuns().stream()
              .allMatch(run -> run.provenance().trainImages() >= images)
          && ours.epochs().getMin() >= epochs
          && ours.pairs() >= SignFlipTest.LEAST_PAIRS;
    }
  }

  /** Normalized against vanilla Swish in the usual variant, with at least one pair. */
  private record Ours(Comparison comparison, Finding finding) {
    PairedDifference difference() {
      return finding.difference();
    }

    Cell cell() {
      return Cell.difference(difference(), 2)
          .styled(finding.winner() == 0 ? Cell.Style.PLAIN : Cell.Style.STRONG);
    }

    int pairs() {
      return difference().summary().n();
    }

    IntSummaryStatistics epochs() {
      return comparison.finishedRuns().stream()
          .mapToInt(run -> run.epochs().size())
          .summaryStatistics();
    }

    String epochWords() {
      IntSummaryStatistics epochs = epochs();
      return epochs.getMin() == epochs.getMax()
          ? Numbers.count(epochs.getMin())
          : Numbers.count(epochs.getMin()) + " to " + Numbers.count(epochs.getMax());
    }
  }

  /** A figure of the paper, ours, or both. */
  private record Row(String what, String paper, Optional<Ours> ours) {}

  private final List<Ours> swish;

  PublishedFigures(Study study) {
    swish =
        study.usual().cells().stream()
            .filter(one -> one.base().equals("swish"))
            .map(one -> new Ours(one, study.finding(one)))
            .filter(ours -> ours.pairs() > 0)
            .toList();
  }

  /** Whether a comparison is of the size of a figure. */
  boolean tested() {
    return swish.stream().anyMatch(PublishedFigures::isTest);
  }

  /** What the size is. */
  static String size() {
    return "in full, with at least "
        + SignFlipTest.LEAST_PAIRS
        + " paired seeds and as many epochs as the suite\u2019s grids for it ("
        + Arrays.stream(Published.values())
            .map(figure -> figure.epochs + " on " + figure.data)
            .collect(Collectors.joining(", "))
        + ")";
  }

  DataTable table() {
    List<Row> rows = new ArrayList<>();
    for (Published figure : Published.values()) {
      rows.add(
          new Row(
              "Normalized Swish against Swish, ResNet-50, " + figure.data,
              figure.points,
              swish.stream().filter(figure::matches).findFirst()));
    }
    for (Ours one : swish) {
      if (!isTest(one)) {
        Comparison comparison = one.comparison;
        rows.add(
            new Row(
                "The same activation, " + comparison.model() + ", " + comparison.setting().label(),
                "none",
                Optional.of(one)));
      }
    }
    return new TableModel<>(
            List.of(
                Column.<Row>words("Comparison", row -> Cell.of(row.what)),
                Column.<Row>numbers("paper (points)", row -> Cell.of(row.paper)),
                Column.<Row>numbers(
                    "ours (points)",
                    row ->
                        row.ours
                            .map(Ours::cell)
                            .orElse(Cell.of("not run at this size", Cell.Style.OPEN))),
                Column.<Row>numbers(
                    "epochs",
                    row -> Cell.of(row.ours.map(Ours::epochWords).orElse(Numbers.NOTHING))),
                Column.<Row>numbers("n", row -> Cell.count(row.ours.map(Ours::pairs).orElse(0)))),
            rows)
        .show(
            "published",
            "The paper\u2019s figures beside ours: difference in test accuracy, points, last epoch",
            ReportTable.ACCURACY.file());
  }

  private static boolean isTest(Ours ours) {
    return Arrays.stream(Published.values()).anyMatch(figure -> figure.matches(ours));
  }
}
