package org.anact.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.anact.report.BrowserFixture;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a report is made, where, and what of it is served. */
final class ReportSoFarTest {
  @TempDir private Path folder;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private Path results;
  private Path own;
  private ReportSoFar report;

  @BeforeEach
  void finishedSweepWithAReport() throws IOException {
    results = Files.createDirectory(folder.resolve("results"));
    Files.createDirectory(results.resolve("runs"));
    own = Files.createDirectory(results.resolve("report"));
    Files.writeString(own.resolve("index.html"), "its own");
    Files.createDirectory(own.resolve("charts"));
    Files.writeString(own.resolve("charts").resolve("a.svg"), "a chart");
    after(own.resolve("index.html"));
    report = new ReportSoFar(results, folder.resolve("temporary"), tasks::add);
  }

  private void after(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
  }

  @Test
  void reportOfASweepThatIsOverIsItsOwn() throws IOException {
    ReportSoFar.Content content = report.content(3, false);
    assertThat(content.files()).containsOnlyKeys("index.html", "charts/a.svg");
    assertThat(ReportSoFar.read(content.files().get("index.html")).orElseThrow())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("its own");
    assertThat(tasks).isEmpty();
  }

  @Test
  void linksOutOfTheReportAreNotServed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.createSymbolicLink(own.resolve("link.csv"), secret);
    Files.createSymbolicLink(own.resolve("latex"), folder);
    ReportSoFar.Content content = report.content(3, false);
    assertThat(content.files()).containsOnlyKeys("index.html", "charts/a.svg");

    // Links that take the place of what was listed.
    Files.delete(own.resolve("index.html"));
    Files.createSymbolicLink(own.resolve("index.html"), secret);
    PathUtils.delete(own.resolve("charts"));
    Files.writeString(folder.resolve("a.svg"), "secret");
    Files.createSymbolicLink(own.resolve("charts"), folder);
    assertThat(content.files().values())
        .allSatisfy(file -> assertThat(ReportSoFar.read(file)).isEmpty());
  }

  @Test
  void reportOfARunningSweepIsMadeOnceInAWhile() throws IOException {
    PathUtils.delete(results);
    BrowserFixture.writeUnderWay(results);
    ReportSoFar.Content first = report.content(22, true);
    assertThat(first.making()).isTrue();
    assertThat(first.files()).isEmpty();
    assertThat(report.content(23, true).making()).isTrue();
    assertThat(tasks).hasSize(1);
    tasks.remove().run();

    ReportSoFar.Content made = report.content(23, true);
    assertThat(made.making()).isFalse();
    assertThat(made.files()).containsKeys("index.html", "runs.csv", "latex/runs.tex");
    assertThat(made.files().values())
        .allMatch(file -> file.startsWith(folder.resolve("temporary")));
    assertThat(tasks).as("too soon for another").isEmpty();
    assertThat(results.resolve("report")).doesNotExist();
  }

  @Test
  void reportThatCannotBeMadeIsToldWithItsReason() throws IOException {
    PathUtils.delete(own);
    assertThat(report.content(1, true).making()).isTrue();
    tasks.remove().run();
    assertThat(report.content(1, true).problem().orElse("")).contains("sweep.json is missing");
  }

  @Test
  void reportOlderThanTheRecordsIsMadeAnew() throws IOException {
    after(results.resolve("runs"));
    Files.setLastModifiedTime(own.resolve("index.html"), FileTime.from(Instant.EPOCH));
    assertThat(report.content(3, false).making()).isTrue();
  }
}
