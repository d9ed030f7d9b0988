package org.anact.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.anact.bench.bands.Band;
import org.anact.bench.bands.BandTrainer;
import org.anact.bench.catalog.Catalog;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import org.anact.datasets.Dataset;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Options shared by the commands that train the runs of bands. */
final class BandOptions {

  private final Catalog catalog;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "results/bands",
      description = "Folder for the results (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Trains N runs at a time (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Mixin private DataOption data;

  @Mixin private BackendOptions backend;

  BandOptions(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Small networks on one thread give the same numbers and little is lost. */
  static final class OneThread implements IDefaultValueProvider {
    @Override
    public String defaultValue(ArgSpec argument) {
      return argument instanceof OptionSpec option && option.longestName().equals("--threads")
          ? "1"
          : null;
    }
  }

  /** Loads ND4J, and returns what is in use. */
  BackendReport activate() {
    OptionRange.between(1, OptionRange.MOST_JOBS, "--jobs", jobs);
    NativeBackend.activate(backend.settings());
    return BackendReport.current();
  }

  Dataset load(Band band) {
    return catalog.datasets().load(band.dataset(), data.directory());
  }

  BandTrainer trainer(Band band, Dataset dataset) {
    return new BandTrainer(catalog, band, dataset, backend.settings(), jobs);
  }

  /** Returns the folder of a band. */
  Path folder(Band band) {
    return out.resolve(band.name());
  }

  /** Says how a path could not be written. */
  RuntimeException unwritable(IOException e) {
    return OutputFiles.unwritable(out, e);
  }
}
