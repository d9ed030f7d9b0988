package org.anact.bench.sweep;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.GridReader;
import org.anact.bench.run.Environment;
import org.anact.bench.run.Recording;
import org.anact.core.backend.NativeBackend;
import org.anact.results.ModelChoice;

/** A sweep in a process of its own, which a test can kill. */
final class SweepProcess {

  private SweepProcess() {}

  /**
   * Runs the grid of the first argument, until it is decided if it says when, into the directory of
   * the second.
   */
  public static void main(String[] arguments) throws Exception {
    NativeBackend.activate(new NativeBackend.Settings(1, true, true));
    Environment environment =
        new Environment(new Versions("test", "test"), "unknown", Map.of("backend", "CPU"));
    PrintStream out = System.out;
    Grid grid = GridReader.read(Catalog.standard(), Path.of(arguments[0]));
    try (ConsoleProgress progress = new ConsoleProgress(out, false)) {
      Sweep.Tally tally =
          new Sweep(
                  Catalog.standard(),
                  grid,
                  grid.decide().isPresent() ? Agenda.untilDecided(grid) : Agenda.of(grid),
                  Path.of(arguments[1]),
                  Path.of("nowhere"),
                  environment,
                  "./anact run x",
                  Recording.standard().with(Optional.of(ModelChoice.BEST)))
              .run(progress);
      out.println(tally);
    }
  }
}
