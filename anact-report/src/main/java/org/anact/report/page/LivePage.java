package org.anact.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.anact.report.document.Section;
import org.anact.report.plot.ChartTheme;

/**
 * A page that shows the progress of sweeps and reloads itself every few seconds.
 *
 * @param title name of the sweep, or of the folder
 * @param lead what the sweep is for, or empty
 * @param headline how far it is, in one or two sentences
 * @param at when this was so
 * @param refreshSeconds until it is taken anew
 * @param links to other pages
 * @param bars how much is done, of one sweep or of several
 * @param sections in order
 */
public record LivePage(
    String title,
    String lead,
    String headline,
    String at,
    int refreshSeconds,
    List<Link> links,
    List<Bar> bars,
    List<Section> sections) {

  /** A link and its text. */
  public record Link(String href, String text) {}

  /**
   * How much of a sweep is done.
   *
   * @param href of its page, empty on that page itself
   * @param text in words
   */
  public record Bar(String href, String name, String text, long ended, long planned) {}

  /** Copies the lists. */
  public LivePage {
    links = List.copyOf(links);
    bars = List.copyOf(bars);
    sections = List.copyOf(sections);
  }

  /** Renders the page: one file, nothing loaded from elsewhere. */
  public String html() throws IOException {
    return ReportPage.render(
        "live.ftlh", Map.of("page", this, "theme", ChartTheme.css(), "script", script()));
  }

  /** The source expression by which a content security policy allows the page's own script. */
  public static String scriptSource() throws IOException {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(script().getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static String script() throws IOException {
    return text("charts.js") + text("live.js");
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = LivePage.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
