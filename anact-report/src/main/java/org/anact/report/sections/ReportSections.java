package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.anact.report.comparison.Study;
import org.anact.report.document.ReportDocument;
import org.anact.report.document.Section;
import org.anact.results.ResultDirectory;

/** Puts the sections of a report together. */
public final class ReportSections {
  private ReportSections() {}

  /** The report of a study. */
  public static ReportDocument of(Study study) {
    List<Section> sections = new ArrayList<>();
    sections.add(new SummarySection(study).section());
    sections.add(new AccuracySection(study).section());
    TuningSection.of(study).ifPresent(sections::add);
    LadderSection.of(study).ifPresent(sections::add);
    sections.add(new ConvergenceSection(study).section());
    sections.add(new VarianceSection(study).section());
    sections.add(LayersSection.of(study));
    AblationSection.of(study).ifPresent(sections::add);
    sections.add(CostSection.of(study));
    sections.add(RunsSection.of(study));
    sections.add(ReproductionSection.of(study));
    List<ResultDirectory> directories = study.results().directories();
    return new ReportDocument(
        directories.stream()
            .map(directory -> directory.sweep().name())
            .distinct()
            .collect(Collectors.joining(" + ")),
        directories.stream()
            .map(directory -> directory.sweep().description())
            .distinct()
            .collect(Collectors.joining(" ")),
        new FindingsSection(study).headline(),
        sections);
  }
}
