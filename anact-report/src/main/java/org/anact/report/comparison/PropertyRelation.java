package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.RankCorrelation;
import org.anact.results.RecordedConfig;
import org.anact.results.RunRecord;

/**
 * The normalization property of the runs of a cell against how they converge.
 *
 * @param cell the cell
 * @param convergence the measure of convergence, lower is faster
 * @param points finished runs that have both figures
 */
public record PropertyRelation(Study.RunGroup cell, Measure convergence, List<Point> points) {
  private static final int RESAMPLES = 10_000;

  /**
   * A run.
   *
   * @param run the run
   * @param property its backward normalization property, nats
   * @param convergence its measure of convergence
   */
  public record Point(RunRecord run, double property, double convergence) {}

  /** Which runs are correlated. */
  public enum Scope {
    /** All of them. */
    ALL("all runs", run -> true),
    /** Those without normalization. */
    VANILLA("vanilla runs", run -> !run.config().normalized()),
    /** Those with it. */
    NORMALIZED("normalized runs", run -> run.config().normalized());

    private final String words;

    private final Predicate<RunRecord> members;

    Scope(String words, Predicate<RunRecord> members) {
      this.words = words;
      this.members = members;
    }

    /** Returns the scope in words, in lower case. */
    public String words() {
      return words;
    }
  }

  /** Copies the list. */
  public PropertyRelation {
    points = List.copyOf(points);
  }

  /**
   * Collects the runs of a cell, maybe none.
   *
   * @param convergence its measure
   */
  public static PropertyRelation of(Study study, Study.RunGroup cell, Measure convergence) {
    List<RunRecord> runs =
        cell.sides().stream().flatMap(side -> side.arm().finished().stream()).toList();
    List<Point> points = new ArrayList<>();
    for (RunRecord run : runs) {
      double property = study.figure(run, NormalizationProperty.BACKWARD);
      double speed = study.figure(run, convergence);
      if (Double.isFinite(property) && Double.isFinite(speed)) {
        points.add(new Point(run, property, speed));
      }
    }
    return new PropertyRelation(cell, convergence, points);
  }

  /** Returns how many seeds have points of the same activation without and with normalization. */
  public long pairedSeeds() {
    return points.stream()
        .map(Point::run)
        .filter(run -> run.config().normalized() && hasVanilla(run.config()))
        .map(run -> run.config().seed())
        .distinct()
        .count();
  }

  private boolean hasVanilla(RecordedConfig normalized) {
    return points.stream()
        .map(one -> one.run.config())
        .anyMatch(
            other ->
                !other.normalized()
                    && other.baseActivation().equals(normalized.baseActivation())
                    && other.seed() == normalized.seed());
  }

  /**
   * Returns the rank correlation of property and convergence, without a value where there are too
   * few runs; above zero, runs that hold the property better converge faster. The runs of a seed
   * are drawn together, as they share weights and data order.
   *
   * @param scope which runs
   */
  public RankCorrelation correlation(Scope scope) {
    List<Point> members = points.stream().filter(one -> scope.members.test(one.run)).toList();
    return RankCorrelation.of(
        members.stream().mapToDouble(Point::property).toArray(),
        members.stream().mapToDouble(Point::convergence).toArray(),
        members.stream().mapToLong(point -> point.run.config().seed()).toArray(),
        RESAMPLES,
        Estimate.LEVEL,
        Comparison.BOOTSTRAP_SEED);
  }
}
