package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large sweeps: the report is made, and its page stays light. Times are told, not asserted. */
class ManyRunsIT {
  private static final long MIB = 1 << 20;

  @TempDir private Path directory;

  private static List<String> names(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
  }

  private long pageOf(ResultFixture fixture) throws IOException {
    fixture.write(directory, Map.of());
    long start = System.nanoTime();
    ReportSummary summary = Report.write(directory);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    long size = Files.size(summary.page());
    assertThat(summary.openRuns()).isEmpty();
    System.out.printf(
        "%d runs of %d epochs: %d ms, page of %.1f MiB%n",
        fixture.runs().size(), fixture.epochs(), time.toMillis(), (double) size / MIB);
    return size;
  }

  @Test
  void aThousandRunsAreReported() throws IOException {
    assertThat(
            pageOf(
                new ResultFixture(
                    names("data", 2),
                    names("cnn", 5),
                    names("act", 10),
                    5,
                    20,
                    true,
                    "A thousand runs.")))
        .isLessThan(16 * MIB);
  }

  @Test
  void pageOfTwoHundredRunsOfTwoHundredEpochsIsBelowFiveMegabytes() throws IOException {
    assertThat(
            pageOf(
                new ResultFixture(
                    names("data", 1),
                    names("resnet", 4),
                    names("act", 5),
                    5,
                    200,
                    true,
                    "Two hundred runs.")))
        .isLessThan(5_000_000);
  }
}
