package org.anact.bench.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.run.Environment;
import org.anact.bench.run.Recording;
import org.anact.bench.sweep.Agenda;
import org.anact.bench.sweep.Sweep;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import org.anact.results.ModelChoice;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How and where the runs of a grid are trained, whatever trains them. */
final class TrainingOptions {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Result directory (default: results/NAME of the grid).")
  private Path out;

  @Mixin private DataOption data;

  @Option(
      names = "--hung-after",
      paramLabel = "SECONDS",
      defaultValue = "900",
      description =
          "Where each run has a process of its own, ends one that has not reported for so long"
              + " (default: ${DEFAULT-VALUE}).")
  private long hungAfter;

  @Option(
      names = "--record-every",
      paramLabel = "N|off",
      converter = RecordingConverter.class,
      description = {
        "Measures the variances at every layer in the first training step and every N-th; this"
            + " does not change the training (default: a few steps of each epoch)."
      })
  private Recording recording = Recording.standard();

  @Option(
      names = "--keep-model",
      paramLabel = "last|best",
      description = {
        "Keeps the trained network of every run in its record, as model.zip: that of the last"
            + " epoch, or of the one with the best test accuracy, which the test set then has"
            + " chosen; this does not change the training (default: none)."
      })
  private ModelChoice keepModel;

  @Mixin private BackendOptions backend;

  /** Returns the result directory of a grid. */
  Path results(Grid grid) {
    return out == null ? Path.of("results", grid.name()) : out;
  }

  /** Returns a sweep as the options say, with the backend that is active. */
  Sweep sweep(Catalog catalog, Grid grid, Agenda agenda, CommandLine line) {
    return new Sweep(
        catalog,
        grid,
        agenda,
        results(grid),
        data.directory(),
        Environment.current(BackendReport.current()),
        SweepOptions.command(line),
        recording());
  }

  /** Returns after which time without a word a process counts as hung. */
  Duration silence() {
    OptionRange.between(1, OptionRange.MOST, "--hung-after", hungAfter);
    return Duration.ofSeconds(hungAfter);
  }

  Recording recording() {
    return recording.with(Optional.ofNullable(keepModel));
  }

  NativeBackend.Settings backend() {
    return backend.settings();
  }

  /** Reads a number of steps, or {@code off}. */
  static final class RecordingConverter implements ITypeConverter<Recording> {

    @Override
    public Recording convert(String value) {
      if (value.equalsIgnoreCase("off")) {
        return Recording.off();
      }
      if (!value.matches("[1-9][0-9]{0,8}")) {
        throw new TypeConversionException(
            "it is '%s': give a number of steps from 1, or off".formatted(value));
      }
      return Recording.signals(Integer.parseInt(value));
    }
  }
}
