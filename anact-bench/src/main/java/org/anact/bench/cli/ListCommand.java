package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.anact.bench.grid.Grids;
import org.anact.core.activation.Activations;
import org.anact.core.activation.NamedActivation;
import org.anact.datasets.DatasetEntry;
import org.anact.datasets.Datasets;
import org.anact.models.Models;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact list activations|models|datasets|grids}. */
@Command(
    name = "list",
    description = "Lists what a grid can name.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  /** What can be listed. */
  enum Kind {
    ACTIVATIONS,
    MODELS,
    DATASETS,
    GRIDS
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "activations|models|datasets|grids",
      description = "What to list; all without it.",
      arity = "0..1")
  private Kind kind;

  @Override
  public Integer call() {
    for (Kind each : kind == null ? Kind.values() : new Kind[] {kind}) {
      switch (each) {
        case ACTIVATIONS -> activations();
        case MODELS -> models();
        case DATASETS -> datasets();
        case GRIDS -> grids();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void activations() {
    List<String[]> rows =
        Activations.standard().entries().stream()
            .map(
                entry ->
                    new String[] {
                      entry.name(),
                      new NamedActivation(entry, true).name(),
                      entry.family(),
                      entry.formula(),
                      entry.source()
                    })
            .toList();
    print(
        new String[] {"activation", "normalized", "family", "function", "source"},
        new int[] {13, 13, 14, 48, 36},
        rows);
  }

  private void models() {
    List<String[]> rows =
        Models.standard().entries().stream()
            .map(
                entry ->
                    new String[] {
                      entry.name(), entry.family(), entry.description(), entry.source()
                    })
            .toList();
    print(
        new String[] {"model", "family", "architecture", "source"},
        new int[] {13, 20, 68, 23},
        rows);
  }

  private void datasets() {
    List<String[]> rows = Datasets.standard().entries().stream().map(ListCommand::row).toList();
    print(
        new String[] {"data set", "images", "train + test", "classes", "where", "what", "source"},
        new int[] {20, 10, 16, 9, 16, 55, 38},
        rows);
  }

  private void grids() {
    List<String[]> rows =
        Grids.NAMES.stream()
            .map(name -> new String[] {name, Grids.read(name).description()})
            .toList();
    print(new String[] {"grid", "what it runs"}, new int[] {22, 90}, rows);
  }

  private static String[] row(DatasetEntry entry) {
    return new String[] {
      entry.name(),
      "%dx%dx%d".formatted(entry.channels(), entry.height(), entry.width()),
      "%,d + %,d".formatted(entry.trainCount(), entry.testCount()),
      Integer.toString(entry.classes()),
      entry.embedded() ? "embedded" : "data directory",
      entry.description(),
      entry.source()
    };
  }

  private void print(String[] heads, int[] widths, List<String[]> rows) {
    Column[] columns = new Column[widths.length];
    for (int i = 0; i < widths.length; i++) {
      columns[i] = new Column(widths[i], 0, Column.Overflow.WRAP);
    }
    TextTable table = TextTable.forColumns(CommandLine.Help.defaultColorScheme(Ansi.OFF), columns);
    table.addRowValues(heads);
    rows.forEach(table::addRowValues);
    PrintWriter out = spec.commandLine().getOut();
    out.println(table);
    out.flush();
  }
}
