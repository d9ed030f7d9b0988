package org.anact.bench.cli;

import java.nio.file.Path;
import java.util.List;
import org.anact.bench.InputException;
import org.anact.models.initialization.Initialization;
import picocli.CommandLine.Option;

/** Options shared by the commands that print the theory's figures. */
final class PredictionOptions {

  @Option(
      names = "--init",
      paramLabel = "fair|same|he",
      defaultValue = "fair",
      description =
          "Rule for the gain of the initial weights, as 'init' in a recipe (default:"
              + " ${DEFAULT-VALUE}).")
  private Initialization init;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also writes the figures to this CSV file.")
  private Path csv;

  Initialization init() {
    return init;
  }

  /** The rule as it is typed. */
  String initWord() {
    return init.toString();
  }

  /**
   * Writes the figures if a file is named.
   *
   * @throws InputException if it cannot be written
   */
  void write(List<String> columns, List<List<Object>> rows) {
    if (csv != null) {
      OutputFiles.csv(csv, columns, rows);
    }
  }
}
