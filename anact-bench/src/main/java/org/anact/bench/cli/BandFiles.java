package org.anact.bench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anact.bench.InputException;
import org.anact.bench.bands.Band;
import org.anact.bench.bands.BandSource;
import org.anact.bench.catalog.Catalog;
import picocli.CommandLine.Parameters;

/** Which bands a command is about. */
final class BandFiles {

  private final Catalog catalog;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Band files (default: those that come with the suite).")
  private List<Path> files = new ArrayList<>();

  BandFiles(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the bands of the files that were given, or those of the suite. */
  List<BandSource> sources() {
    return files.isEmpty() ? BandSource.shipped() : files.stream().map(BandSource::of).toList();
  }

  /** Returns the bands that were given, each once. */
  List<Band> bands(List<BandSource> sources) {
    List<Band> bands = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (BandSource source : sources) {
      Band band = source.band(catalog);
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
