package org.anact.report.sections;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.anact.report.claims.Claim;
import org.anact.report.claims.Claims;
import org.anact.report.claims.Judgement;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Facts;
import org.anact.report.document.Numbers;
import org.anact.report.document.Section;
import org.anact.report.document.TableModel;
import org.anact.report.document.Text;
import org.anact.report.tables.ReportTable;
import org.anact.report.tables.WordTables;
import org.anact.results.RunRecord;
import org.anact.results.RunState;

/** What was run, what it says about the paper's claims, and what was not run. */
final class SummarySection {
  private final Study study;
  private final PublishedFigures published;

  SummarySection(Study study) {
    this.study = study;
    published = new PublishedFigures(study);
  }

  Section section() {
    List<Claim> claims = Claims.of(study);
    FactsSection facts = new FactsSection(study.results());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Text(Text.Style.NOTE, "", scope()));
    blocks.add(Text.heading("claims", "The paper\u2019s claims"));
    blocks.add(
        WordTables.claims(claims)
            .showSentences(
                "claims",
                "What the runs say about each claim, by the rule beside it",
                ReportTable.CLAIMS.file()));
    blocks.add(published.table());
    blocks.add(Text.heading("What was run"));
    blocks.add(new Facts(false, facts.summary()));
    blocks.add(Text.heading("What was not run"));
    blocks.add(Text.bullets(notRun(claims)));
    TableModel<WordTables.Open> open = WordTables.open(study);
    if (!open.rows().isEmpty()) {
      blocks.add(Text.heading("open", "Open runs"));
      blocks.add(
          open.showSentences(
              "open-runs",
              "Runs and folders that are not in the figures",
              ReportTable.OPEN_RUNS.file()));
    }
    List<String> notes = ProblemsSection.notes(study);
    if (!notes.isEmpty()) {
      blocks.add(Text.heading("What to keep in mind"));
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
    boolean paperScale = published.tested();
    return List.of(
        paperScale
            ? "Some runs pair the paper\u2019s ResNet-50 and Swish with its data (" + size + ")."
            : "This is a small run (" + size + "), not the paper\u2019s result.",
        paperScale
            ? "The recipe is this project\u2019s: agreement or disagreement with the paper\u2019s"
                + " figures is no exact replication."
            : "No comparison here pairs the paper\u2019s ResNet-50 and Swish with its data "
                + PublishedFigures.size()
                + ", so the figures of its abstract are not tested.");
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
    String incomplete = TuningSection.incomplete(study.results().trials());
    if (!incomplete.isEmpty()) {
      items.add(incomplete);
    }
    Set<String> untested = new LinkedHashSet<>();
    claims.stream()
        .filter(claim -> claim.judgement() == Judgement.NOT_TESTED)
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
    long underpowered = early(false);
    if (underpowered > 0) {
      items.add(
          Numbers.count(underpowered, "comparison has", "comparisons have")
              + " fewer than six paired seeds and can show no winner.");
    }
    long undecided = early(true);
    if (undecided > 0) {
      items.add(
          Numbers.count(undecided, "comparison is", "comparisons are")
              + " open: rerun the sweep with --until-decided to add pairs of seeds.");
    }
    return items;
  }

  private long early(boolean sequential) {
    return study.usual().cells().stream()
        .map(study::finding)
        .filter(finding -> finding.sequential() == sequential && finding.isEarly())
        .count();
  }
}
