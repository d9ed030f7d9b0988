package org.anact.results;

import java.util.List;

/**
 * The contract of a result directory: names of files and folders, and columns of the CSV files.
 *
 * <p>This class is the only place that spells them; the writer of the directory uses it as well.
 * The meaning of each field is told in {@code docs/results-format.md}.
 */
public final class ResultFormat {
  /** Version of the format; a directory of another version is refused. */
  public static final int VERSION = 1;

  /** File with the grid and the ids of all its runs. */
  public static final String SWEEP = "sweep.json";

  /** Folder of complete runs, one folder each. */
  public static final String RUNS = "runs";

  /** Folder of runs that are under way or were cut off. */
  public static final String PARTIAL = "partial";

  /** Configuration and provenance of a run. */
  public static final String RUN = "run.json";

  /** Training loss of every mini-batch. */
  public static final String STEPS = "steps.csv";

  /** Training and test metrics of every epoch. */
  public static final String EPOCHS = "epochs.csv";

  /** State of every ANAct layer after every epoch. */
  public static final String LAYERS = "layers.csv";

  /** What was measured at every activation; a run without it was not measured. */
  public static final String SIGNALS = "signals.csv";

  /** What was measured at every weight layer; a run without it was not measured. */
  public static final String WEIGHTS = "weights.csv";

  /** Status, duration and final figures of a run, written last. */
  public static final String OUTCOME = "outcome.json";

  /** Folder that the report is written to. */
  public static final String REPORT = "report";

  /** Columns of {@link #STEPS}, in order. */
  public static final List<String> STEP_COLUMNS = List.of("step", "train_loss");

  /** Columns of {@link #EPOCHS}, in order. */
  public static final List<String> EPOCH_COLUMNS =
      List.of(
          "epoch",
          "step",
          "learning_rate",
          "train_loss",
          "test_loss",
          "test_accuracy",
          "train_seconds",
          "test_seconds",
          "images_per_second",
          "wait_seconds",
          "resident_mib");

  /** Columns of {@link #LAYERS}, in order. */
  public static final List<String> LAYER_COLUMNS =
      List.of(
          "epoch",
          "layer",
          "depth",
          "lambda",
          "rho",
          "rho_prime",
          "mu",
          "alpha",
          "scale",
          "degenerate_batches");

  /** Columns of {@link #SIGNALS}, in order. */
  public static final List<String> SIGNAL_COLUMNS =
      List.of(
          "step",
          "layer",
          "depth",
          "branch",
          "var_input",
          "mean_square",
          "slope_square",
          "lambda",
          "alpha",
          "scale",
          "var_grad_input",
          "var_grad_output");

  /** Columns of {@link #WEIGHTS}, in order. */
  public static final List<String> WEIGHT_COLUMNS =
      List.of("step", "layer", "depth", "branch", "var_weight", "var_weight_gradient");

  private ResultFormat() {}
}
