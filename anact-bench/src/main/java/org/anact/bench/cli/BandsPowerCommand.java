package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.anact.bench.InputException;
import org.anact.bench.Numbers;
import org.anact.bench.bands.Band;
import org.anact.bench.bands.BandSource;
import org.anact.bench.bands.Power;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anact bands power [FILE...]}. */
@Command(
    name = "power",
    description = {
      "Measures how often a check fails good runs, and how often it detects a slowdown.",
      "References and checks are drawn from the runs of the reference; nothing is trained."
    })
final class BandsPowerCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BandFiles files;

  @Option(
      names = "--slowdown",
      paramLabel = "F",
      split = ",",
      defaultValue = "1.05,1.1",
      description = "Factors by which the steps to target grow (default: ${DEFAULT-VALUE}).")
  private List<Double> slowdowns;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Number of draws of each kind (default: ${DEFAULT-VALUE}).")
  private int draws;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    OptionRange.between(1, OptionRange.MOST, "--draws", draws);
    List<Double> factors = new ArrayList<>(List.of(1.0));
    for (double slowdown : slowdowns) {
      if (!(slowdown > 0 && Double.isFinite(slowdown))) {
        throw new InputException("--slowdown has " + slowdown + ": give numbers above 0");
      }
      factors.add(slowdown);
    }
    List<BandSource> sources = files.sources();
    List<Band> bands = files.bands(sources);
    for (int i = 0; i < bands.size(); i++) {
      Band band = bands.get(i);
      print(band, Power.measure(band, sources.get(i).reference(band), factors, draws, seed));
    }
    return CommandLine.ExitCode.OK;
  }

  private void print(Band band, List<Power.Row> rows) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "band '%s': checks of %s that fail, of %,d draws; by Bonferroni's inequality at most"
            + " %s of good ones%n%n",
        band.name(),
        Numbers.count(band.settings().checkSeeds().size(), "seed", "seeds"),
        draws,
        percent(Power.bound()));
    ConsoleTable table =
        new ConsoleTable(
            "runs",
            "steps times",
            "checks that fail",
            "95 % bound",
            "by all together",
            "by another test",
            "by a target not reached");
    for (Power.Row row : rows) {
      Power.Rate any = row.any();
      table.add(
          row.scheme().label(),
          Double.toString(row.slowdown()),
          percent(any.share()),
          row.slowdown() == 1 ? "< " + percent(any.upper()) : "> " + percent(any.lower()),
          percent(row.pooled().share()),
          percent(row.single().share()),
          percent(row.unreached().share()));
    }
    table.print(spec.commandLine());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f %%", 100 * share);
  }
}
