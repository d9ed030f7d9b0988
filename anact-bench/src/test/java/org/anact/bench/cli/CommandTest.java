package org.anact.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.anact.bench.catalog.Catalog;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs commands in this process and keeps what they print. */
abstract class CommandTest {

  private static final String GRID =
      """
      name: one
      datasets: [%s]
      models: [mlp]
      activations: [%s]
      seeds: [1]
      recipe: {epochs: 1, batchSize: 1000}
      """;

  /** Of the console, whatever that of the tests is. */
  private static final int WIDTH = 200;

  @TempDir Path folder;

  /** What all commands of a test have written. */
  final StringWriter out = new StringWriter();

  final StringWriter err = new StringWriter();

  final int anact(String... arguments) {
    return run(Anact.commandLine(Catalog.standard()).setUsageHelpWidth(WIDTH), arguments);
  }

  int run(CommandLine line, String... arguments) {
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  /** Forgets what was written so far. */
  final void forget() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }

  /** Writes a grid of one run and returns its path. */
  final String grid(String dataset, String activation) throws IOException {
    return Files.writeString(folder.resolve("g.yaml"), GRID.formatted(dataset, activation))
        .toString();
  }
}
