package org.anact.bench.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import org.anact.datasets.Dataset;
import org.anact.datasets.DatasetEntry;
import org.anact.datasets.Datasets;
import org.anact.datasets.install.Installed;
import org.anact.datasets.install.Installer;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code anact datasets list|fetch|verify|import}. */
@Command(
    name = "datasets",
    description = "Lists, downloads, checks and imports the data sets.",
    subcommands = {
      DatasetsListCommand.class,
      DatasetsFetchCommand.class,
      DatasetsVerifyCommand.class,
      DatasetsImportCommand.class
    })
final class DatasetsCommand {

  private static final double MEGA = 1e6;

  /** A fetch or an import. */
  @FunctionalInterface
  interface Installation {
    Installed by(Installer installer) throws IOException;
  }

  /**
   * Runs it, and prints how it ended.
   *
   * @return the exit code: a server or a disk that fails is not wrong input
   */
  static int install(
      CommandLine line, Datasets datasets, DataOption data, Installation installation)
      throws IOException {
    Installed installed;
    try (InstallProgress progress = InstallProgress.onConsole()) {
      installed = installation.by(new Installer(datasets, data.directory(), progress));
    }
    line.getOut()
        .printf(
            "%s %s in '%s': %s%n",
            installed.dataset().name(),
            installed.before() ? "is already" : "is now",
            installed.folder(),
            facts(installed.dataset()));
    line.getOut().flush();
    return CommandLine.ExitCode.OK;
  }

  /** Describes what was read of a data set that is sound. */
  static String facts(Dataset dataset) {
    return String.format(
        Locale.ROOT,
        "%,d + %,d images read, SHA-256 %s%s",
        dataset.train().count(),
        dataset.test().count(),
        dataset.checksum(),
        dataset.doubt().map(why -> "; %s: %s".formatted(Dataset.UNPROVEN, why)).orElse(""));
  }

  /** Returns the table of the data sets: what all lists of them show, and two columns more. */
  static ConsoleTable table(
      Datasets datasets,
      String head,
      Function<DatasetEntry, String> value,
      String lastHead,
      Function<DatasetEntry, String> last) {
    ConsoleTable table =
        new ConsoleTable("data set", "images", "train", "test", "classes", head, lastHead);
    for (DatasetEntry entry : datasets.entries()) {
      table.add(
          entry.name(),
          "%dx%dx%d".formatted(entry.channels(), entry.height(), entry.width()),
          "%,d".formatted(entry.trainCount()),
          "%,d".formatted(entry.testCount()),
          Integer.toString(entry.classes()),
          value.apply(entry),
          last.apply(entry));
    }
    return table;
  }

  static String megabytes(OptionalLong bytes) {
    return bytes.isEmpty() ? "?" : String.format(Locale.ROOT, "%.0f MB", bytes.getAsLong() / MEGA);
  }
}
