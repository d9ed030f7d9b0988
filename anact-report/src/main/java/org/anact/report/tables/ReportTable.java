package org.anact.report.tables;

import java.util.Locale;
import java.util.function.Function;
import org.anact.report.comparison.Study;
import org.anact.report.document.TableModel;

/** The tables of the report; each is a CSV file of its name. */
public enum ReportTable {
  /** Accuracies of each comparison. */
  ACCURACY(AccuracyTable::of),
  /** When each comparison was decided. */
  DECISIONS(DecisionTable::of),
  /** What tuning chose for each arm. */
  TUNING(TuningTables::tuning),
  /** Both arms at the settings that they have in common. */
  EQUAL_SETTINGS(TuningTables::equal),
  /** Every trial. */
  TRIALS(TuningTables::trials),
  /** Parts of the difference of ANAct and vanilla. */
  LADDER(LadderTable::of),
  /** Steps, epochs and area of each comparison. */
  CONVERGENCE(ComparisonTables::convergence),
  /** Normalization property of each comparison. */
  PROPERTY_DIFFERENCES(ComparisonTables::properties),
  /** Time and memory of each comparison. */
  COST(ComparisonTables::cost),
  /** Variants beside the usual one. */
  ABLATION(ComparisonTables::ablation),
  /** Figures over all usual comparisons of a data set. */
  AGGREGATE(AggregateTables::aggregate),
  /** Points of the performance profiles. */
  PROFILE(AggregateTables::profile),
  /** Property against convergence. */
  CORRELATIONS(AggregateTables::correlations),
  /** Published results. */
  ANCHORS(AggregateTables::anchors),
  /** Every run that was asked for. */
  RUNS(RunTables::runs),
  /** Points of the scatter charts. */
  PROPERTY(RunTables::property),
  /** Every epoch of every run. */
  EPOCHS(RunTables::epochs),
  /** Training losses as the page draws them. */
  CURVES(RunTables::curves),
  /** Every normalized layer after every epoch. */
  LAYERS(RunTables::layers),
  /** Activation sites by step, means over runs. */
  SIGNALS(SignalTables::signals),
  /** Weight layers by step, means over runs. */
  WEIGHTS(SignalTables::weights),
  /** Gradient of each weight layer of each comparison. */
  WEIGHT_GRADIENTS(SignalTables::weightGradients),
  /** The paper's claims. */
  CLAIMS(WordTables::claims),
  /** Runs and folders that are in no figure. */
  OPEN_RUNS(WordTables::open),
  /** Options that differ between the groups. */
  RECIPES(WordTables::recipes);

  private final Function<Study, TableModel<?>> maker;

  ReportTable(Function<Study, TableModel<?>> maker) {
    this.maker = maker;
  }

  /** The table of a study. */
  public TableModel<?> of(Study study) {
    return maker.apply(study);
  }

  /** Its CSV file. */
  public String file() {
    return fileOf(this);
  }

  /** The CSV file of an entry of a list of tables. */
  public static String fileOf(Enum<?> table) {
    return table.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".csv";
  }
}
