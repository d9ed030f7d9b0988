package org.anact.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.anact.bench.Numbers;
import org.anact.bench.bands.Band;
import org.anact.bench.bands.BandSource;
import org.anact.bench.bands.BandUpdate;
import org.anact.bench.bands.Moments;
import org.anact.bench.bands.Movement;
import org.anact.bench.bands.Reference;
import org.anact.bench.bands.TargetChoice;
import org.anact.bench.run.Environment;
import org.anact.core.backend.BackendReport;
import org.anact.datasets.Dataset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code anact bands update [FILE...]}. */
@Command(
    name = "update",
    description = {
      "Trains the reference of bands again, writes it beside the band file and shows what moved.",
      "Finished runs are kept if it is stopped; the same command resumes."
    },
    defaultValueProvider = BandOptions.OneThread.class)
final class BandsUpdateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BandFiles files;

  @Mixin private BandOptions options;

  @Override
  public Integer call() throws IOException {
    List<BandSource> sources = files.sources();
    List<Band> bands = files.bands(sources);
    BackendReport backend = options.activate();
    spec.commandLine().getOut().println(backend.line());
    Environment environment = Environment.current(backend);
    boolean written = true;
    for (int i = 0; i < bands.size(); i++) {
      written &= update(sources.get(i), bands.get(i), environment);
    }
    return written ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private boolean update(BandSource source, Band band, Environment environment) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Dataset data = options.load(band);
    Path kept = options.folder(band).resolve("update");
    out.printf(
        "band '%s': %s, %s each; runs are kept in %s until all are done%n",
        band.name(),
        Numbers.count(band.arms().size(), "configuration", "configurations"),
        Numbers.count(band.referenceSeeds().size(), "seed", "seeds"),
        kept);
    out.flush();
    BandUpdate.Result outcome;
    try {
      Reference.Origin origin =
          Reference.Origin.of(Instant.now().toString(), environment, data.checksum());
      outcome =
          new BandUpdate(source, band, origin, kept)
              .run(options.trainer(band, data), new RunLines(spec.commandLine().getErr())::ended);
    } catch (IOException e) {
      throw options.unwritable(e);
    }
    out.println();
    candidates(outcome.targets()).print(spec.commandLine());
    if (outcome.file().isEmpty()) {
      refuse(band, outcome);
      return false;
    }
    if (outcome.movements().isEmpty()) {
      out.println("there was no reference to compare with");
    } else {
      movements(outcome.movements()).print(spec.commandLine());
    }
    out.println("reference: " + outcome.file().get());
    out.flush();
    return true;
  }

  private void refuse(Band band, BandUpdate.Result outcome) {
    PrintWriter out = spec.commandLine().getOut();
    if (!outcome.others().isEmpty()) {
      out.println("Other targets that these runs would have had:");
      candidates(outcome.others()).print(spec.commandLine());
    }
    out.printf(
        Locale.ROOT,
        "anact: no reference was written: every seed of '%s' must train without diverging and reach"
            + " its target, at steps whose coefficient of variation is above 0 and at most %.2f;"
            + " change the target or the recipe and give the same command again%n",
        band.name(),
        TargetChoice.LARGEST_VARIATION);
    out.flush();
  }

  private static ConsoleTable candidates(List<TargetChoice.Candidate> candidates) {
    ConsoleTable table =
        new ConsoleTable("configuration", "target", "reached", "mean steps", "variation", "");
    for (TargetChoice.Candidate candidate : candidates) {
      table.add(
          candidate.label(),
          Double.toString(candidate.target()),
          "%d of %d".formatted(candidate.reached(), candidate.runs()),
          ConsoleTable.number("%.2f", candidate.mean()),
          ConsoleTable.number("%.4f", candidate.variation()),
          candidate.isGood() ? "good" : "bad");
    }
    return table;
  }

  private static ConsoleTable movements(List<Movement> movements) {
    ConsoleTable table =
        new ConsoleTable(
            "configuration", "quantity", "before", "after", "change", "p", "runs as before");
    for (Movement movement : movements) {
      table.add(
          movement.subject(),
          movement.quantity(),
          sample(movement.format(), movement.before()),
          sample(movement.format(), movement.after()),
          ConsoleTable.number("%+.2f %%", movement.percent()),
          ConsoleTable.number("%.2g", movement.pValue()),
          "%d of %d".formatted(movement.same(), movement.after().n()));
    }
    return table;
  }

  private static String sample(String format, Moments sample) {
    return "%s +/- %s (n=%d)"
        .formatted(
            ConsoleTable.number(format, sample.mean()),
            ConsoleTable.number(format, sample.deviation()),
            sample.n());
  }
}
