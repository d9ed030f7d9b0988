package org.anact.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.anact.bench.catalog.Catalog;
import org.anact.datasets.Dataset;
import org.anact.datasets.DatasetEntry;
import org.anact.datasets.DatasetException;
import org.anact.datasets.Datasets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact datasets verify [NAME...]}. */
@Command(
    name = "verify",
    description = {
      "Reads all files of data sets and reports what is wrong with them.",
      "It ends with exit code 2 if a data set is damaged, or is not proven to be the published one."
    })
final class DatasetsVerifyCommand implements Callable<Integer> {

  private final Datasets datasets;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Data sets of './anact datasets list' (default: all that are installed).")
  private List<String> names = List.of();

  @Option(
      names = "--any-checksum",
      description = "Also accepts files that no published checksum proves.")
  private boolean anyChecksum;

  @Mixin private DataOption data;

  DatasetsVerifyCommand(Catalog catalog) {
    this.datasets = catalog.datasets();
  }

  @Override
  public Integer call() {
    names.forEach(datasets::entry);
    boolean sound = true;
    for (DatasetEntry entry : datasets.entries()) {
      boolean asked = names.contains(entry.name());
      if (asked || names.isEmpty()) {
        sound &= verify(entry, asked);
      }
    }
    return sound ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
  }

  /** Returns whether it is sound and proven, or missing though nobody asked for it. */
  private boolean verify(DatasetEntry entry, boolean asked) {
    PrintWriter out = spec.commandLine().getOut();
    Path directory = data.directory();
    boolean sound = true;
    if (!asked && !entry.embedded() && !entry.format().isIn(entry.locate(directory))) {
      out.printf("%s: not here: ./anact datasets fetch %s%n", entry.name(), entry.name());
    } else {
      try {
        Dataset read = datasets.verify(entry.name(), directory);
        sound = read.doubt().isEmpty() || anyChecksum;
        out.printf(
            "%s: %s%s%n",
            entry.name(), read.doubt().isEmpty() ? "ok, " : "", DatasetsCommand.facts(read));
      } catch (DatasetException e) {
        out.printf("%s: %s%n", entry.name(), e.getMessage());
        sound = false;
      }
    }
    out.flush();
    return sound;
  }
}
