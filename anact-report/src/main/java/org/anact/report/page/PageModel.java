package org.anact.report.page;

import java.util.List;
import org.anact.report.charts.ChartImage;
import org.anact.report.charts.ChartRow;

/**
 * All that the template of the page shows, in words and formatted numbers.
 *
 * @param name name of the grid
 * @param description what the grid is for
 * @param headline what the runs say in one or two sentences
 * @param findings one for each comparison
 * @param scope what this sweep does not show
 * @param facts what was run and on what
 * @param problems runs that are not finished, and folders that do not belong to the sweep
 * @param notes what else to mind when reading the figures
 * @param accuracy accuracy tables
 * @param convergence convergence tables
 * @param curves convergence charts
 * @param lambdas charts of lambda
 * @param properties normalization property of the normalized runs
 * @param runs every planned run
 * @param command command line that started the sweep
 * @param grid the grid, JSON
 * @param provenance machine, versions, seeds, checksums, commit
 */
public record PageModel(
    String name,
    String description,
    String headline,
    List<Finding> findings,
    List<String> scope,
    List<Fact> facts,
    List<Problem> problems,
    List<String> notes,
    List<AccuracyBlock> accuracy,
    List<ConvergenceBlock> convergence,
    List<CurveBlock> curves,
    List<ChartRow> lambdas,
    List<PropertyRow> properties,
    List<RunRow> runs,
    String command,
    String grid,
    List<Fact> provenance) {

  /** A term and what it is. */
  public record Fact(String term, String text) {}

  /** What one comparison says. */
  public record Finding(String where, String activation, String sentence) {}

  /** A planned run that is not finished, or a stray folder. */
  public record Problem(String id, String state, String detail) {}

  /** Mean and deviation of an arm with its unfinished runs in words. */
  public record ArmCell(String value, String unfinished) {}

  /** A paired difference: mean, interval, remark and whether a difference is shown. */
  public record DifferenceCell(
      String value, String interval, String pairs, String remark, boolean shown) {}

  /** One model's cells in a row of the accuracy table. */
  public record AccuracyCell(ArmCell vanilla, ArmCell normalized, DifferenceCell difference) {}

  /** One activation. */
  public record AccuracyRow(String label, List<AccuracyCell> cells) {}

  /** The accuracy table of a setting, its columns grouped by model. */
  public record AccuracyBlock(
      String setting,
      List<String> models,
      List<AccuracyRow> rows,
      List<ChartImage> charts,
      List<AnchorRow> anchors) {}

  /** A published result of a model of the block. */
  public record AnchorRow(
      String model, String activation, String accuracy, String recipe, String source) {}

  /** One activation's steps, epochs and area. */
  public record ConvergenceRow(String label, List<ConvergenceCell> cells) {}

  /** One measure without and with normalization, and the paired difference. */
  public record ConvergenceCell(
      String vanilla, String normalized, String difference, String interval) {}

  /** The convergence table of a setting and model. */
  public record ConvergenceBlock(
      String setting, String model, String threshold, List<ConvergenceRow> rows) {}

  /** The convergence charts of a setting and model. */
  public record CurveBlock(String setting, String model, List<ChartRow> rows) {}

  /** Normalization property of the runs of one normalized activation. */
  public record PropertyRow(
      String setting, String model, String activation, String forward, String backward, String n) {}

  /** One planned run. */
  public record RunRow(
      String id, String state, String accuracy, String seconds, String imagesPerSecond) {}
}
