package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.anact.bench.bands.BandRun;

/** A line for each run of a band that has ended. */
final class RunLines {

  private final PrintWriter out;

  RunLines(PrintWriter out) {
    this.out = out;
  }

  void ended(String label, BandRun run, double seconds) {
    if (run.error() != null) {
      out.printf("%s seed %d: an error stopped it (%s)%n", label, run.seed(), run.error());
      out.flush();
      return;
    }
    String steps =
        run.stepsToTarget() == null
            ? "target not reached"
            : String.format(Locale.ROOT, "target after %.2f steps", run.stepsToTarget());
    String end =
        run.loss() == null
            ? "diverged"
            : String.format(
                Locale.ROOT, "test loss %.4f, accuracy %.2f %%", run.loss(), 100 * run.accuracy());
    out.printf(
        Locale.ROOT, "%s seed %d: %s, %s (%.1f s)%n", label, run.seed(), steps, end, seconds);
    out.flush();
  }
}
