package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Facts;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.anact.report.results.ResultDirectory;
import org.anact.report.results.RunRecord;

/** What it takes to get these results again. */
final class ReproductionSection {
  private ReproductionSection() {}

  static Section of(Study study) {
    List<Block> blocks = new ArrayList<>();
    List<String> commits =
        study
            .results()
            .runs()
            .map(ReproductionSection::commit)
            .filter(commit -> commit.matches("[0-9a-f]{7,40}"))
            .distinct()
            .toList();
    List<String> commands = new ArrayList<>();
    if (commits.size() == 1) {
      commands.add("git checkout " + commits.get(0));
    }
    List<ResultDirectory> directories = study.results().directories();
    directories.forEach(directory -> commands.add(directory.sweep().command()));
    blocks.add(
        Text.paragraph(
            "The commands that made these results"
                + (commits.size() == 1 ? ", at the commit that made them:" : ":")));
    blocks.add(Text.code(String.join("\n", commands)));
    blocks.add(new Facts(true, new FactsSection(study.results()).provenance()));
    for (ResultDirectory directory : directories) {
      blocks.add(Text.heading("Grid " + directory.sweep().name()));
      blocks.add(Text.code(directory.sweep().gridJson()));
    }
    return new Section("again", "Run it again", blocks);
  }

  /** A tree with changes has no commit that gives it back. */
  private static String commit(RunRecord run) {
    return run.provenance().gitCommit();
  }
}
