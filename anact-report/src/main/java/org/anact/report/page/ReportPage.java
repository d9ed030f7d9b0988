package org.anact.report.page;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.anact.report.document.ReportDocument;
import org.anact.report.plot.ChartTheme;

/** The HTML page: one file, nothing loaded from elsewhere. */
public final class ReportPage {
  private ReportPage() {}

  /** Renders a report. */
  public static String of(ReportDocument document) throws IOException {
    return render("report.ftlh", Map.of("report", document, "theme", ChartTheme.css()));
  }

  /** Fills a template with the values that it names. */
  static String render(String template, Map<String, Object> values) throws IOException {
    // The extension of the template turns HTML escaping on for every value.
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(ReportPage.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    StringWriter html = new StringWriter();
    try {
      configuration.getTemplate(template).process(values, html);
    } catch (TemplateException e) {
      throw new IllegalStateException("The template of the page does not fit its model.", e);
    }
    return html.toString();
  }
}
