package org.anact.bench.cli;

import java.nio.file.Path;
import org.anact.datasets.DataDirectory;
import picocli.CommandLine.Option;

/** The option that names the data directory. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the data sets (default: $ANACT_DATA, else ~/.anact/data).")
  private Path data;

  Path directory() {
    return DataDirectory.resolve(data);
  }
}
