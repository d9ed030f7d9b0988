package org.anact.results;

import java.util.List;

/**
 * The names in a result directory. Fields and columns are those of the records; {@code
 * docs/results-format.md} says what each of them means.
 */
public final class ResultFormat {
  /** Version of the format; a directory of another version is refused. */
  public static final int VERSION = 1;

  /** File with the grid and the ids of all its runs: a {@link SweepRecord}. */
  public static final String SWEEP = "sweep.json";

  /** Folder of complete runs, one folder each. */
  public static final String RUNS = "runs";

  /** Folder of runs that are under way or were cut off. */
  public static final String PARTIAL = "partial";

  /** Configuration and provenance of a run: a {@link RunHeader}. */
  public static final String RUN = "run.json";

  /** Training loss of every mini-batch. */
  public static final CsvTable<StepRow> STEPS = new CsvTable<>("steps.csv", StepRow.class);

  /** Training and test metrics of every epoch. */
  public static final CsvTable<EpochRow> EPOCHS = new CsvTable<>("epochs.csv", EpochRow.class);

  /** State of every ANAct layer after every epoch. */
  public static final CsvTable<LayerRow> LAYERS = new CsvTable<>("layers.csv", LayerRow.class);

  /** What was measured at every activation; a run that measured nothing has no such file. */
  public static final CsvTable<SignalRow> SIGNALS = new CsvTable<>("signals.csv", SignalRow.class);

  /** What was measured at every weight layer; a run that measured nothing has no such file. */
  public static final CsvTable<WeightRow> WEIGHTS = new CsvTable<>("weights.csv", WeightRow.class);

  /** The tables of every run. */
  public static final List<CsvTable<?>> TABLES = List.of(STEPS, EPOCHS, LAYERS);

  /** The tables of a run that measured its signals. */
  public static final List<CsvTable<?>> MEASURED_TABLES = List.of(SIGNALS, WEIGHTS);

  /** The network of a run that keeps one, as Deeplearning4j's ModelSerializer writes it. */
  public static final String MODEL = "model.zip";

  /** The entry of that file that says where the network comes from: a {@link KeptModel}. */
  public static final String MODEL_RECORD = "anact.json";

  /** Status, duration and final figures of a run, written last: an {@link Outcome}. */
  public static final String OUTCOME = "outcome.json";

  /** Folder that the report is written to. */
  public static final String REPORT = "report";

  private ResultFormat() {}
}
