package org.anact.bench.cli;

import org.anact.bench.bands.BandCheck;
import org.anact.bench.bands.TestResult;

/** What a check expected and what it found, as a table. */
final class CheckTable {

  private static final double SMALLEST = 1e-12;

  private CheckTable() {}

  static ConsoleTable of(BandCheck check) {
    ConsoleTable table =
        new ConsoleTable(
            "configuration",
            "quantity",
            "expected",
            "interval of the mean",
            "found",
            "deviation",
            "p",
            "");
    for (TestResult result : check.results()) {
      table.add(
          result.subject(),
          result.quantity(),
          "%s (n=%d)"
              .formatted(
                  ConsoleTable.number(result.format(), unsigned(result.reference().mean())),
                  result.reference().n()),
          "%s to %s"
              .formatted(
                  ConsoleTable.number(result.format(), result.interval().low()),
                  ConsoleTable.number(result.format(), result.interval().high())),
          "%s (k=%d)".formatted(ConsoleTable.number(result.format(), result.found()), result.k()),
          ConsoleTable.number("%+.1f", result.deviation()),
          ConsoleTable.number("%.2g", result.pValue()),
          result.fails() ? "FAIL" : "ok");
    }
    return table;
  }

  /** The mean of standardized numbers is zero but for its last bits, and has no sign. */
  private static double unsigned(double mean) {
    return Math.abs(mean) < SMALLEST ? 0 : mean;
  }
}
