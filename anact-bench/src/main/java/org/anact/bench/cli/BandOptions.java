package org.anact.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anact.bench.InputException;
import org.anact.bench.bands.Band;
import org.anact.bench.bands.BandSource;
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

/** What the commands share that train the runs of bands. */
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
    return new BandTrainer(band, dataset, backend.settings(), jobs);
  }

  /** Returns the folder of a band. */
  Path folder(Band band) {
    return out.resolve(band.name());
  }

  /** Says how a path could not be written. */
  InputException unwritable(IOException e) {
    return new InputException(
        "cannot write to '%s' (%s): give a folder that can be written to with --out"
            .formatted(out, e.getMessage()),
        e);
  }

  /** Returns the bands that were given, each once. */
  static List<Band> bands(List<BandSource> sources) {
    List<Band> bands = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (BandSource source : sources) {
      Band band = source.band();
      if (names.contains(band.name())) {
        throw new InputException(
            "two bands have the name '%s', of which one is %s: give them names of their own"
                .formatted(band.name(), source.label()));
      }
      names.add(band.name());
      bands.add(band);
    }
    return bands;
  }
}
