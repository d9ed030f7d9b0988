package org.anact.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.anact.bench.Numbers;
import org.anact.bench.bands.ArmRuns;
import org.anact.bench.bands.Band;
import org.anact.bench.bands.BandCheck;
import org.anact.bench.bands.BandSource;
import org.anact.bench.bands.Reference;
import org.anact.bench.bands.TestResult;
import org.anact.bench.run.Environment;
import org.anact.bench.yaml.Setting;
import org.anact.core.backend.BackendReport;
import org.anact.datasets.Dataset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anact bands check [FILE...]}. */
@Command(
    name = "check",
    description = {
      "Trains a few seeds of each configuration and compares them with the reference.",
      "It ends with exit code 1 if the result is implausible under the reference. Fewer than 1 in"
          + " 1,000 good checks fail."
    },
    defaultValueProvider = BandOptions.OneThread.class)
final class BandsCheckCommand implements Callable<Integer> {

  /** Below it a mean is zero but for rounding. */
  private static final double SMALLEST = 1e-12;

  @Spec private CommandSpec spec;

  @Mixin private BandFiles files;

  @Option(
      names = "--seeds",
      paramLabel = "S",
      split = ",",
      description = "Seeds to train instead of those in the band file, like 31..36 or 31,32.")
  private List<String> seeds = List.of();

  @Mixin private BandOptions options;

  /** A band with what it is checked against. */
  private record Task(Band band, Reference reference, Dataset data) {}

  @Override
  public Integer call() throws IOException {
    List<Long> given =
        seeds.isEmpty()
            ? List.of()
            : Setting.of("--seeds", "seeds", seeds).wholes(0, Long.MAX_VALUE);
    List<BandSource> sources = files.sources();
    List<Band> bands = files.bands(sources);
    List<Task> tasks = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    BackendReport backend = options.activate();
    out.println(backend.line());
    out.flush();
    for (int i = 0; i < bands.size(); i++) {
      Band band = given.isEmpty() ? bands.get(i) : bands.get(i).withCheckSeeds(given);
      Reference reference = sources.get(i).reference(band);
      Dataset data = options.load(band);
      reference.requireData(data.checksum());
      tasks.add(new Task(band, reference, data));
    }
    Environment environment = Environment.current(backend);
    boolean passed = true;
    for (Task task : tasks) {
      passed &= check(task, environment);
    }
    return passed ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private boolean check(Task task, Environment environment) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Band band = task.band();
    List<Long> drawn = band.settings().checkSeeds();
    out.printf(
        "band '%s': %s, %s each, %s%n",
        band.name(),
        Numbers.count(band.arms().size(), "configuration", "configurations"),
        Numbers.count(drawn.size(), "seed", "seeds"),
        Numbers.count(band.settings().steps(), "step", "steps"));
    out.println(task.reference().summary());
    out.flush();
    RunLines lines = new RunLines(spec.commandLine().getErr());
    CheckFiles written;
    try {
      // A folder that cannot be written is found before the trainings, not after them.
      written = new CheckFiles(Files.createDirectories(options.folder(band)));
    } catch (IOException e) {
      throw options.unwritable(e);
    }
    List<ArmRuns> runs =
        options
            .trainer(band, task.data())
            .train(drawn, (arm, run, seconds) -> lines.ended(arm.label(), run, seconds));
    BandCheck check = BandCheck.of(band, task.reference(), runs);
    Reference.Origin origin =
        Reference.Origin.of(Instant.now().toString(), environment, task.data().checksum());
    out.println();
    table(check).print(spec.commandLine());
    check.notes().forEach(note -> out.println("note: " + note));
    check.failures().forEach(failure -> out.println("FAIL " + failure));
    out.flush();
    try {
      written.write(check, runs, origin);
    } catch (IOException e) {
      throw options.unwritable(e);
    }
    out.printf(
        "band '%s' %s; files in %s%n",
        band.name(), check.passes() ? "passes" : "FAILS", options.folder(band));
    out.flush();
    return check.passes();
  }

  private static ConsoleTable table(BandCheck check) {
    ConsoleTable table =
        new ConsoleTable(
            "configuration",
            "quantity",
            "expected",
            "interval of the mean",
            "found",
            "deviation",
            "p",
            "");
    for (TestResult result : check.results()) {
      table.add(
          result.test().subject(),
          result.test().quantity(),
          "%s (n=%d)"
              .formatted(
                  ConsoleTable.number(result.test().format(), unsigned(result.reference().mean())),
                  result.reference().n()),
          "%s to %s"
              .formatted(
                  ConsoleTable.number(result.test().format(), result.interval().low()),
                  ConsoleTable.number(result.test().format(), result.interval().high())),
          "%s (k=%d)"
              .formatted(ConsoleTable.number(result.test().format(), result.found()), result.k()),
          ConsoleTable.number("%+.1f", result.deviation()),
          ConsoleTable.number("%.2g", result.pValue()),
          result.fails() ? "FAIL" : "ok");
    }
    return table;
  }

  /** The mean of standardized numbers is zero but for its last bits, and has no sign. */
  private static double unsigned(double mean) {
    return Math.abs(mean) < SMALLEST ? 0 : mean;
  }
}
