package org.anact.bench.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.anact.bench.catalog.Catalog;
import org.anact.datasets.Datasets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact datasets fetch NAME}. */
@Command(
    name = "fetch",
    description = {
      "Downloads a data set from its publisher, checks it and unpacks it.",
      "An interrupted download resumes when the command is run again."
    })
final class DatasetsFetchCommand implements Callable<Integer> {

  private final Datasets datasets;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "A data set of './anact datasets list'.")
  private String name;

  @Mixin private DataOption data;

  DatasetsFetchCommand(Catalog catalog) {
    this(catalog.datasets());
  }

  DatasetsFetchCommand(Datasets datasets) {
    this.datasets = datasets;
  }

  @Override
  public Integer call() throws IOException {
    return DatasetsCommand.install(
        spec.commandLine(), datasets, data, installer -> installer.fetch(name));
  }
}
