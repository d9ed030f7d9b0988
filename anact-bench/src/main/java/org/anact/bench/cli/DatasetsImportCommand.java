package org.anact.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.anact.bench.catalog.Catalog;
import org.anact.datasets.Datasets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact datasets import NAME PATH}. */
@Command(
    name = "import",
    description = {
      "Imports a data set from files that you have; they are checked and copied.",
      "Files that no published checksum proves are refused, unless --any-checksum is given."
    })
final class DatasetsImportCommand implements Callable<Integer> {

  private final Datasets datasets;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "A data set of './anact datasets list'.")
  private String name;

  @Parameters(
      paramLabel = "PATH",
      description = "The published archive, or a folder with the published files.")
  private Path source;

  @Option(
      names = "--any-checksum",
      description =
          "Also takes files that no published checksum proves; they stay marked as such, in"
              + " results too.")
  private boolean anyChecksum;

  @Mixin private DataOption data;

  DatasetsImportCommand(Catalog catalog) {
    this.datasets = catalog.datasets();
  }

  @Override
  public Integer call() throws IOException {
    return DatasetsCommand.install(
        spec.commandLine(),
        datasets,
        data,
        installer -> installer.importFrom(name, source, anyChecksum));
  }
}
