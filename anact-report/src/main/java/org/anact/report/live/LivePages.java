package org.anact.report.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anact.report.live.LiveHandler.Answer;
import org.anact.report.page.LivePage;
import org.anact.results.ResultFormatException;

/**
 * The addresses of the server and what is at them: the list of sweeps at {@code /}, a sweep at
 * {@code /sweep/NAME/}, its report at {@code /sweep/NAME/report/}. An address is looked up among
 * names that are known and never becomes a path of the file system.
 */
final class LivePages {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "/sweep/(?<sweep>[A-Za-z0-9_-]+)/(?<report>report/(?<file>[A-Za-z0-9_./-]*))?");

  /** Largest age of what is shown, so that many readers cost no more than one. */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Time to read records before a page is shown without the rest. */
  private static final long READING_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final int REFRESH_SECONDS = 5;
  private static final int REFRESH_SECONDS_WHILE_READING = 1;

  private static final String HTML = "text/html; charset=utf-8";

  /** A report is one file that loads nothing, with scripts in it; a chart has a style sheet. */
  private static final String REPORT_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", HTML,
          "md", "text/markdown; charset=utf-8",
          "csv", "text/csv; charset=utf-8",
          "tex", "text/plain; charset=utf-8",
          "svg", "image/svg+xml");

  private final LiveSweeps sweeps;
  private final Path temporary;
  private final Executor maker;
  private final String policy;
  private final Map<String, ReportSoFar> reports = new ConcurrentHashMap<>();
  private final Map<String, Made> made = new ConcurrentHashMap<>();

  private Map<String, LiveSweep> listed = Map.of();
  private long listedAt;

  private record Made(long at, String html) {}

  LivePages(LiveSweeps sweeps, Path temporary, Executor maker) throws IOException {
    this.sweeps = sweeps;
    this.temporary = temporary;
    this.maker = maker;
    this.policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; connect-src 'self';"
            + " script-src "
            + LivePage.scriptSource();
  }

  /** Answers a request for a path as it was sent, still encoded. */
  Answer answer(String path) throws IOException {
    if (path.equals("/favicon.ico")) {
      return Answer.refusal(404, "There is no picture.");
    }
    Map<String, LiveSweep> found = found();
    if (path.equals("/")) {
      return found.size() == 1
          ? Answer.redirect("sweep/" + found.keySet().iterator().next() + "/")
          : live("", () -> list(found));
    }
    Matcher address = ADDRESS.matcher(path);
    LiveSweep sweep = address.matches() ? found.get(address.group("sweep")) : null;
    if (sweep == null) {
      return Answer.refusal(404, "There is no such page; the first one lists what there is.");
    }
    String key = address.group("sweep");
    return address.group("report") == null
        ? live(key, () -> page(sweep, found.size() > 1))
        : report(key, sweep, address.group("file"));
  }

  private synchronized Map<String, LiveSweep> found() throws IOException {
    if (listed.isEmpty() || System.nanoTime() - listedAt > FRESH_NANOS) {
      listed = sweeps.find();
      listedAt = System.nanoTime();
    }
    return listed;
  }

  private interface Page {
    LivePage make() throws IOException;
  }

  private Answer live(String key, Page page) throws IOException {
    Made last =
        made.compute(
            key,
            (unused, before) -> {
              if (before != null && System.nanoTime() - before.at < FRESH_NANOS) {
                return before;
              }
              try {
                String html = page.make().html();
                return new Made(System.nanoTime(), html);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return html(last.html);
  }

  private Answer html(String page) {
    return Answer.of(200, HTML, policy, page.getBytes(StandardCharsets.UTF_8));
  }

  private static BooleanSupplier reading() {
    long end = System.nanoTime() + READING_NANOS;
    return () -> System.nanoTime() < end;
  }

  private LivePage page(LiveSweep sweep, boolean oneOfSeveral) throws IOException {
    List<LivePage.Link> links = new ArrayList<>();
    if (oneOfSeveral) {
      links.add(new LivePage.Link("../../", "All sweeps"));
    }
    Instant now = Instant.now();
    try {
      LiveSweep.Look look = sweep.look(reading());
      if (look.ended() > 0) {
        links.add(new LivePage.Link("report/", "Report so far"));
      }
      return new LiveSweepPage(sweep, look, now).page(links, refresh(look));
    } catch (ResultFormatException e) {
      return plain(sweeps.place(sweep), withoutFolder(sweep, e), now, links, List.of());
    }
  }

  private static int refresh(LiveSweep.Look look) {
    return look.unread() > 0 ? REFRESH_SECONDS_WHILE_READING : REFRESH_SECONDS;
  }

  /** The page may leave this machine: no absolute paths. */
  private String withoutFolder(LiveSweep sweep, ResultFormatException e) {
    return e.getMessage().replace(sweep.directory().toString(), sweeps.place(sweep));
  }

  private LivePage list(Map<String, LiveSweep> found) throws IOException {
    BooleanSupplier more = reading();
    List<LivePage.Bar> bars = new ArrayList<>();
    for (Map.Entry<String, LiveSweep> each : new TreeMap<>(found).entrySet()) {
      LiveSweep sweep = each.getValue();
      String href = "sweep/" + each.getKey() + "/";
      try {
        bars.add(LiveSweepPage.bar(href, sweeps.place(sweep), sweep.look(more)));
      } catch (ResultFormatException e) {
        bars.add(new LivePage.Bar(href, sweeps.place(sweep), withoutFolder(sweep, e), 0, 1));
      }
    }
    return plain(
        found.isEmpty() ? "No sweep" : "Sweeps",
        found.isEmpty()
            ? "The result directories that were here are gone."
            : found.size() + " result directories.",
        Instant.now(),
        List.of(),
        bars);
  }

  private static LivePage plain(
      String title,
      String headline,
      Instant now,
      List<LivePage.Link> links,
      List<LivePage.Bar> bars) {
    return new LivePage(
        title,
        "",
        headline,
        now.truncatedTo(ChronoUnit.SECONDS).toString(),
        REFRESH_SECONDS,
        links,
        bars,
        List.of());
  }

  private Answer report(String key, LiveSweep sweep, String file) throws IOException {
    ReportSoFar.Content content;
    try {
      LiveSweep.Look look = sweep.look(reading());
      content =
          reports
              .computeIfAbsent(
                  key, unused -> new ReportSoFar(sweep.directory(), temporary.resolve(key), maker))
              .content(look.ended(), look.running());
    } catch (ResultFormatException e) {
      return Answer.refusal(404, withoutFolder(sweep, e));
    }
    if (content.files().isEmpty()) {
      return content.making()
          ? waiting()
          : Answer.refusal(
              500,
              "There is no report: "
                  + content
                      .problem()
                      .map(e -> e.replace(sweep.directory().toString(), sweeps.place(sweep)))
                      .orElse("no run has ended."));
    }
    if (file.isEmpty()) {
      return Answer.redirect("index.html");
    }
    Path known = content.files().get(file);
    if (known == null) {
      return listing(content.files(), file);
    }
    Optional<byte[]> body = ReportSoFar.read(known);
    return body.isEmpty()
        ? Answer.refusal(404, "That file is no longer there; load the report again.")
        : Answer.of(200, type(file), REPORT_POLICY, body.get());
  }

  private static String type(String file) {
    return TYPES.getOrDefault(
        file.substring(file.lastIndexOf('.') + 1), "application/octet-stream");
  }

  private Answer waiting() throws IOException {
    LivePage page =
        new LivePage(
            "Report so far",
            "",
            "The report is being made; this page shows it then.",
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            REFRESH_SECONDS_WHILE_READING,
            List.of(new LivePage.Link("../", "Back to the progress")),
            List.of(),
            List.of());
    return html(page.html());
  }

  /** The charts or the LaTeX tables, to which the report's page links as folders. */
  private Answer listing(Map<String, Path> files, String folder) throws IOException {
    List<LivePage.Link> links =
        folder.endsWith("/")
            ? files.keySet().stream()
                .filter(name -> name.startsWith(folder))
                .sorted()
                .map(name -> name.substring(folder.length()))
                .map(name -> new LivePage.Link(name, name))
                .toList()
            : List.of();
    if (links.isEmpty()) {
      return Answer.refusal(404, "The report has no such file.");
    }
    LivePage page = plain(folder, "Files of the report.", Instant.now(), links, List.of());
    return html(page.html());
  }
}
