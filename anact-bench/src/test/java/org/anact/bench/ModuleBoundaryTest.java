package org.anact.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which packages of the bench know the report: training does not. */
final class ModuleBoundaryTest {

  private static final String REPORT = "org.anact.report";

  /** Commands make reports, and bands use the report's statistics. */
  private static final List<String> MAY = List.of("cli", "bands");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/anact/bench"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static boolean namesReport(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).contains(REPORT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void onlyCommandsAndBandsKnowTheReport() throws IOException {
    List<String> packages =
        sources().stream()
            .filter(ModuleBoundaryTest::namesReport)
            .map(file -> file.getParent().getFileName().toString())
            .distinct()
            .toList();
    assertThat(packages).isNotEmpty().isSubsetOf(MAY);
  }
}
