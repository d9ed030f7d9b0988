package org.anact.report.sections;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.anact.report.claims.Claim;
import org.anact.report.claims.Claims;
import org.anact.report.claims.Outcome;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Facts;
import org.anact.report.document.Numbers;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.anact.report.results.RunRecord;
import org.anact.report.results.RunState;

/** What was run, what it says about the paper's claims, and what was not run. */
final class SummarySection {
  // CIFAR-100 has 50,000 training images, Tiny ImageNet 100,000.
  private static final long FULL_DATA = 50_000;
  private static final Pattern MODEL = Pattern.compile("resnet[-_]?50", Pattern.CASE_INSENSITIVE);

  /** A figure of the paper's abstract. */
  private enum Published {
    TINY_IMAGENET("Tiny ImageNet", "+1.4", "tiny[-_]?imagenet(-?200)?"),
    CIFAR_100("CIFAR-100", "more than +1.2", "cifar[-_]?100");

    private final String data;
    private final String points;
    private final String names;

    Published(String data, String points, String names) {
      this.data = data;
      this.points = points;
      this.names = names;
    }

    boolean matches(Comparison comparison) {
      return comparison.base().equals("swish")
          && MODEL.matcher(comparison.model()).matches()
          && Pattern.compile(names, Pattern.CASE_INSENSITIVE)
              .matcher(comparison.setting().dataset())
              .matches()
          && comparison.finishedRuns().stream()
              .allMatch(run -> run.provenance().trainImages() >= FULL_DATA);
    }
  }

  private final Study study;

  SummarySection(Study study) {
    this.study = study;
  }

  Section section() {
    List<Claim> claims = Claims.of(study);
    FactsSection facts = new FactsSection(study.results());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Text(Text.Style.NOTE, "", scope()));
    blocks.add(Text.heading("claims", "The paper\u2019s claims"));
    blocks.add(claimTable(claims));
    blocks.add(published());
    blocks.add(Text.heading("What was run"));
    blocks.add(new Facts(false, facts.summary()));
    blocks.add(Text.heading("What was not run"));
    blocks.add(Text.bullets(notRun(claims)));
    DataTable problems = ProblemsSection.problems(study.results());
    if (!problems.rows().isEmpty()) {
      blocks.add(Text.heading("open", "Open runs"));
      blocks.add(problems);
    }
    List<String> notes = ProblemsSection.notes(study);
    if (!notes.isEmpty()) {
      blocks.add(Text.heading("To mind when reading"));
      blocks.add(Text.bullets(notes));
    }
    return new Section("summary", "Summary", blocks);
  }

  private List<String> scope() {
    List<RunRecord> finished = study.results().runs().filter(RunRecord::finished).toList();
    long most = finished.stream().mapToLong(run -> run.provenance().trainImages()).max().orElse(0);
    int epochs = finished.stream().mapToInt(run -> run.epochs().size()).max().orElse(0);
    long seeds = finished.stream().map(run -> run.config().seed()).distinct().count();
    String size =
        "at most "
            + Numbers.count(most, "training image", "training images")
            + ", "
            + Numbers.count(epochs, "epoch", "epochs")
            + " and "
            + Numbers.count(seeds, "seed", "seeds");
    boolean paperScale =
        study.comparisons().all().stream()
            .anyMatch(
                one ->
                    !one.finishedRuns().isEmpty()
                        && List.of(Published.values()).stream()
                            .anyMatch(figure -> figure.matches(one)));
    return List.of(
        paperScale
            ? "Some runs pair ResNet-50 with data of the paper (" + size + ")."
            : "This is a small run (" + size + "), not the paper\u2019s result.",
        paperScale
            ? "The recipe is this project\u2019s: agreement or disagreement with the paper\u2019s"
                + " figures is no exact replication."
            : "No finished run here pairs the paper\u2019s ResNet-50 and Swish with its data in"
                + " full, so the figures of its abstract are not tested.");
  }

  private static DataTable claimTable(List<Claim> claims) {
    return new DataTable(
        "claims",
        "What the runs say about each claim, by the rule beside it",
        List.of("claims.csv"),
        true,
        List.of(
            Column.words("Claim"),
            Column.words("The runs say"),
            Column.words("Because"),
            Column.words("Rule")),
        claims.stream()
            .map(
                claim ->
                    List.of(
                        Cell.of(claim.number() + ". " + claim.claim()),
                        Cell.of(claim.outcome().words(), Cell.Style.STRONG),
                        Cell.of(claim.evidence()),
                        Cell.of(claim.rule())))
            .toList());
  }

  private DataTable published() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Published figure : Published.values()) {
      Optional<Comparison> ours =
          study.comparisons().all().stream()
              .filter(figure::matches)
              .filter(one -> study.difference(one, Figures.ACCURACY).summary().n() > 0)
              .findFirst();
      rows.add(
          List.of(
              Cell.of("Normalized Swish against Swish, ResNet-50, " + figure.data),
              Cell.of(figure.points),
              ours.map(one -> Cell.difference(study.difference(one, Figures.ACCURACY), 2))
                  .orElse(Cell.of("not run", Cell.Style.OPEN)),
              ours.map(one -> Cell.count(study.difference(one, Figures.ACCURACY).summary().n()))
                  .orElse(Cell.count(0))));
    }
    List<Comparison> swish =
        study.comparisons().all().stream()
            .filter(one -> one.base().equals("swish"))
            .filter(one -> List.of(Published.values()).stream().noneMatch(f -> f.matches(one)))
            .filter(one -> study.difference(one, Figures.ACCURACY).summary().n() > 0)
            .toList();
    for (Comparison one : swish) {
      rows.add(
          List.of(
              Cell.of(
                  "The same activation, "
                      + one.model()
                      + ", "
                      + one.setting().label()
                      + " ("
                      + one.normalized().label()
                      + ")"),
              Cell.of("none"),
              Cell.difference(study.difference(one, Figures.ACCURACY), 2),
              Cell.count(study.difference(one, Figures.ACCURACY).summary().n())));
    }
    return new DataTable(
        "published",
        "The paper\u2019s figures beside ours: difference in test accuracy, points, last epoch",
        List.of("accuracy.csv"),
        false,
        List.of(
            Column.words("Comparison"),
            Column.numbers("paper (points)"),
            Column.numbers("ours (points)"),
            Column.numbers("n")),
        rows);
  }

  private List<String> notRun(List<Claim> claims) {
    List<String> items = new ArrayList<>();
    long open = study.results().entries().size() - study.results().count(RunState.FINISHED);
    items.add(
        open == 0
            ? "Every run that was asked for finished."
            : Numbers.count(open, "run", "runs")
                + " of "
                + Numbers.count(study.results().entries().size())
                + " did not finish; they are listed below.");
    Set<String> untested = new LinkedHashSet<>();
    claims.stream()
        .filter(claim -> claim.outcome() == Outcome.NOT_TESTED)
        .forEach(claim -> untested.add(String.valueOf(claim.number())));
    if (!untested.isEmpty()) {
      items.add("Claims that nothing here tests: " + String.join(", ", untested) + ".");
    }
    long measured =
        study.results().runs().filter(run -> run.finished() && run.signals().isPresent()).count();
    long finished = study.results().count(RunState.FINISHED);
    if (measured < finished) {
      items.add(
          "Variances were not measured in "
              + Numbers.count(finished - measured, "finished run", "finished runs")
              + " (no signals.csv).");
    }
    long underpowered =
        study.comparisons().all().stream()
            .filter(one -> study.difference(one, Figures.ACCURACY).verdict().underpowered())
            .count();
    if (underpowered > 0) {
      items.add(
          Numbers.count(underpowered, "comparison has", "comparisons have")
              + " fewer than six paired seeds and can show no winner.");
    }
    return items;
  }
}
