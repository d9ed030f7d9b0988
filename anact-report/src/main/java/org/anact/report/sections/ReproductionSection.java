package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Facts;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.anact.results.ResultDirectory;

/** What it takes to get these results again. */
final class ReproductionSection {
  private ReproductionSection() {}

  static Section of(Study study) {
    List<Block> blocks = new ArrayList<>();
    // Counted before any is dropped: a sweep may have gone on from a changed tree.
    List<String> commits =
        study
            .results()
            .runsAndTrials()
            .map(run -> run.provenance().gitCommit())
            .distinct()
            .toList();
    boolean reproducible = commits.size() == 1 && isCommit(commits.get(0));
    List<String> commands = new ArrayList<>();
    if (reproducible) {
      commands.add("git checkout " + commits.get(0));
    }
    List<ResultDirectory> directories = study.results().directories();
    directories.forEach(directory -> commands.add(directory.sweep().command()));
    blocks.add(
        Text.paragraph(
            reproducible
                ? "The commands that made these results, at the commit that made them:"
                : "The commands that made these results." + origin(commits)));
    blocks.add(Text.code(String.join("\n", commands)));
    blocks.add(new Facts(true, new FactsSection(study.results()).provenance()));
    for (ResultDirectory directory : directories) {
      blocks.add(Text.heading("Grid " + directory.sweep().name()));
      blocks.add(Text.code(directory.sweep().grid().toPrettyString()));
    }
    return new Section("again", "Run it again", blocks);
  }

  /** Why there is no commit to go back to. */
  private static String origin(List<String> commits) {
    StringBuilder words = new StringBuilder();
    if (commits.size() > 1) {
      words
          .append(" The runs come from ")
          .append(commits.size())
          .append(" states of the code, so no single commit reproduces all of them: ")
          .append(String.join(", ", commits))
          .append('.');
    }
    if (commits.stream().anyMatch(commit -> commit.endsWith("-dirty"))) {
      words.append(" A state that ends in -dirty has changes that are in no commit.");
    }
    if (commits.stream().anyMatch(commit -> !commit.endsWith("-dirty") && !isCommit(commit))) {
      words.append(" The commit of some runs is not known.");
    }
    return words.toString();
  }

  private static boolean isCommit(String commit) {
    return commit.matches("[0-9a-f]{7,40}");
  }
}
