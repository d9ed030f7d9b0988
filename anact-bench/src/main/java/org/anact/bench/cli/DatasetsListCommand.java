package org.anact.bench.cli;

import java.nio.file.Path;
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
import picocli.CommandLine.Spec;

/** {@code anact datasets list}. */
@Command(name = "list", description = "Lists the data sets and shows which are installed.")
final class DatasetsListCommand implements Callable<Integer> {

  private final Datasets datasets;

  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  DatasetsListCommand(Catalog catalog) {
    this.datasets = catalog.datasets();
  }

  @Override
  public Integer call() {
    DatasetsCommand.table(datasets, "download", this::download, "where", this::where)
        .print(spec.commandLine());
    return CommandLine.ExitCode.OK;
  }

  private String download(DatasetEntry entry) {
    return datasets.published(entry).map(set -> DatasetsCommand.megabytes(set.bytes())).orElse("-");
  }

  private String where(DatasetEntry entry) {
    if (entry.embedded()) {
      return "comes with the suite";
    }
    Path folder = entry.locate(data.directory());
    if (!entry.format().isIn(folder)) {
      return "not here: ./anact datasets fetch " + entry.name();
    }
    try {
      String mark = datasets.isDoubtful(entry, folder) ? Dataset.UNPROVEN + ": " : "";
      return mark + folder;
    } catch (DatasetException e) {
      return "damaged, see ./anact datasets verify: " + folder;
    }
  }
}
