package org.anact.bench.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.anact.bench.grid.RunConfig;
import org.anact.results.CsvTable;
import org.anact.results.EpochRow;
import org.anact.results.JsonFiles;
import org.anact.results.LayerRow;
import org.anact.results.Outcome;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.ResultFormat;
import org.anact.results.RunHeader;
import org.anact.results.RunStatus;
import org.anact.results.SignalRow;
import org.anact.results.StepRow;
import org.anact.results.WeightRow;

/** The record of a run of two epochs of three steps, without its training. */
final class RecordedRun {

  static final String CODE = "0.1.0";
  static final String DATA = "checksum";

  private RecordedRun() {}

  /** Writes it to where finished runs are, and returns its folder. */
  static Path write(Path results, RunConfig run) throws IOException {
    Path folder = results.resolve(ResultFormat.RUNS).resolve(run.id());
    Files.createDirectories(folder);
    JsonFiles.write(
        folder.resolve(ResultFormat.RUN),
        new RunHeader(
            run.id(),
            RecordedConfig.of(run),
            new Provenance(
                "now",
                CODE,
                "c",
                DATA,
                Optional.of(true),
                9,
                9,
                10,
                100,
                Map.of("cpu", "a processor"),
                Optional.empty())));
    EpochRow last = new EpochRow(2, 6, 0.1, 1.5, 1.4, 0.5, 1, 1, 9, 0, 100);
    rows(
        ResultFormat.EPOCHS,
        folder,
        List.of(new EpochRow(1, 3, 0.1, 2, 1.9, 0.25, 1, 1, 9, 0, 100), last));
    rows(
        ResultFormat.STEPS,
        folder,
        List.of(1, 2, 3, 4, 5, 6).stream().map(step -> new StepRow(step, 2.0 / step)).toList());
    rows(
        ResultFormat.LAYERS,
        folder,
        run.normalized() ? List.of(layer(1, 1), layer(1, 2), layer(2, 1), layer(2, 2)) : List.of());
    rows(
        ResultFormat.SIGNALS,
        folder,
        List.of(1, 4).stream()
            .map(step -> new SignalRow(step, "act1", 1, "trunk", 1, 1, 1, 1, 0, 1, 1, 1))
            .toList());
    rows(
        ResultFormat.WEIGHTS,
        folder,
        List.of(1, 4).stream()
            .map(step -> new WeightRow(step, "dense1", 1, "trunk", 0.5, 0.5))
            .toList());
    JsonFiles.write(
        folder.resolve(ResultFormat.OUTCOME),
        Outcome.now(RunStatus.FINISHED, "", OptionalInt.empty(), 4, 0, 0.5, Optional.of(last)));
    return folder;
  }

  private static LayerRow layer(int epoch, int layer) {
    return new LayerRow(epoch, "act" + layer, layer - 1, 1, 1, 1, 1, 0, 1, 0);
  }

  private static <R extends Record> void rows(CsvTable<R> table, Path folder, List<R> rows)
      throws IOException {
    try (CsvTable.Writer<R> writer = table.open(folder, 0)) {
      for (R row : rows) {
        writer.add(row);
      }
    }
  }
}
