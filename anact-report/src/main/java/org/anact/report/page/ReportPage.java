package org.anact.report.page;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.anact.report.charts.ChartImage;
import org.anact.report.charts.ChartTheme;
import org.anact.report.charts.ThemeColor;
import org.anact.report.comparison.Comparisons;
import org.anact.report.comparison.Figures;
import org.anact.report.page.PageModel.RunRow;
import org.anact.report.results.ResultDirectory;
import org.anact.report.results.RunEntry;

/**
 * The HTML page: one file, nothing loaded from elsewhere.
 *
 * @param html the page
 * @param headline what the runs say in one or two sentences
 * @param charts every chart of the page, in its order
 */
public record ReportPage(String html, String headline, List<ChartImage> charts) {
  /** Copies the list. */
  public ReportPage {
    charts = List.copyOf(charts);
  }

  /**
   * Renders the page.
   *
   * @param directory what was read
   * @param comparisons its comparisons
   * @return the page with its charts
   * @throws IOException if the template cannot be read
   */
  public static ReportPage of(ResultDirectory directory, Comparisons comparisons)
      throws IOException {
    PageModel model = model(directory, comparisons);
    List<ChartImage> charts =
        Stream.of(
                model.accuracy().stream().flatMap(block -> block.charts().stream()),
                model.curves().stream()
                    .flatMap(block -> block.rows().stream())
                    .flatMap(row -> row.charts().stream()),
                model.lambdas().stream().flatMap(row -> row.charts().stream()))
            .flatMap(stream -> stream)
            .toList();
    return new ReportPage(render(model), model.headline(), charts);
  }

  private static PageModel model(ResultDirectory directory, Comparisons comparisons) {
    FactsSection facts = new FactsSection(directory);
    FindingsSection findings = new FindingsSection(comparisons);
    ConvergenceSection convergence = new ConvergenceSection(comparisons);
    return new PageModel(
        directory.sweep().name(),
        directory.sweep().description(),
        findings.headline(),
        findings.findings(),
        ScopeSection.of(directory),
        facts.summary(),
        ProblemsSection.problems(directory),
        ProblemsSection.notes(directory, comparisons),
        AccuracySection.of(comparisons, directory.sweep().anchors()),
        convergence.tables(),
        convergence.curves(),
        convergence.lambdas(),
        convergence.properties(),
        directory.entries().stream().map(ReportPage::row).toList(),
        directory.sweep().command(),
        directory.sweep().gridJson(),
        facts.provenance());
  }

  private static RunRow row(RunEntry entry) {
    OptionalDouble nothing = OptionalDouble.empty();
    OptionalDouble accuracy =
        entry.run().map(run -> run.outcome().finalTestAccuracy()).orElse(nothing);
    OptionalDouble percent =
        accuracy.isPresent() ? OptionalDouble.of(100 * accuracy.getAsDouble()) : nothing;
    OptionalDouble speed =
        entry.run().map(run -> OptionalDouble.of(Figures.imagesPerSecond(run))).orElse(nothing);
    return new RunRow(
        entry.plan().id(),
        entry.state().words(),
        Numbers.fixed(percent, 2),
        Numbers.fixed(entry.run().map(run -> run.outcome().seconds()).orElse(nothing), 1),
        Numbers.fixed(speed, 0));
  }

  private static String render(PageModel model) throws IOException {
    // The extension of the template turns HTML escaping on for every value.
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(ReportPage.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    StringWriter html = new StringWriter();
    try {
      configuration
          .getTemplate("report.ftlh")
          .process(
              Map.of(
                  "page",
                  model,
                  "theme",
                  ChartTheme.css(),
                  "depthColors",
                  ThemeColor.DEPTH.stream().map(ThemeColor::css).toList()),
              html);
    } catch (TemplateException e) {
      throw new IllegalStateException("The template of the page does not fit its model.", e);
    }
    return html.toString();
  }
}
