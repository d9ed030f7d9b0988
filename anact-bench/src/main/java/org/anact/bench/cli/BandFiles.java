package org.anact.bench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anact.bench.bands.BandSource;
import picocli.CommandLine.Parameters;

/** Which bands a command is about. */
final class BandFiles {

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Band files (default: those that come with the suite).")
  private List<Path> files = new ArrayList<>();

  /** Returns the bands of the files that were given, or those of the suite. */
  List<BandSource> sources() {
    return files.isEmpty() ? BandSource.shipped() : files.stream().map(BandSource::of).toList();
  }
}
