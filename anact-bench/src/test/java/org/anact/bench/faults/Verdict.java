package org.anact.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What noticed a fault.
 *
 * @param fault the fault
 * @param tests the first fast tests that failed
 * @param bands what the convergence bands said
 */
record Verdict(Fault fault, List<String> tests, Bands bands) {

  /** What the convergence bands said. */
  enum Bands {
    CAUGHT("yes"),
    MISSED("no"),
    NOT_RUN("not run");

    private final String word;

    Bands(String word) {
      this.word = word;
    }
  }

  boolean isCaught() {
    return !tests.isEmpty() || bands == Bands.CAUGHT;
  }

  /** Returns one line on what noticed the fault. */
  String line() {
    return "%s: fast tests: %s; bands: %s"
        .formatted(fault.name(), tests.isEmpty() ? "none" : String.join(", ", tests), bands.word);
  }

  /** Writes a Markdown table. */
  static void write(List<Verdict> verdicts, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| fault | what it breaks | fast tests that fail (the first three) | bands |");
    lines.add("| --- | --- | --- | --- |");
    for (Verdict verdict : verdicts) {
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  verdict.fault.name(),
                  verdict.fault.breaks(),
                  verdict.tests.isEmpty()
                      ? "none"
                      : verdict.tests.stream()
                          .map(test -> "`" + test + "`")
                          .collect(Collectors.joining(", ")),
                  verdict.bands.word));
    }
    Files.write(file, lines);
  }
}
