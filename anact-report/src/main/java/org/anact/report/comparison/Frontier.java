package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Accuracy of the arms of a cell against what their training costs.
 *
 * @param points in the order of the sweep
 */
public record Frontier(List<Point> points) {
  /**
   * An arm.
   *
   * @param base activation without normalization
   * @param arm the arm
   * @param normalized whether ANAct wraps it
   * @param seconds mean training time, seconds
   * @param accuracy mean final test accuracy, percent
   * @param undominated whether no other arm is at least as accurate in no more time
   */
  public record Point(
      String base,
      Arm arm,
      boolean normalized,
      double seconds,
      double accuracy,
      boolean undominated) {}

  /** Copies the list. */
  public Frontier {
    points = List.copyOf(points);
  }

  /** Measures the arms of a cell that have a finished run. */
  public static Frontier of(Study study, Study.RunGroup cell) {
    List<Point> arms = cell.sides().stream().flatMap(side -> point(study, side).stream()).toList();
    List<Point> marked = new ArrayList<>();
    for (Point point : arms) {
      boolean dominated = arms.stream().anyMatch(other -> dominates(other, point));
      marked.add(
          new Point(
              point.base, point.arm, point.normalized, point.seconds, point.accuracy, !dominated));
    }
    return new Frontier(marked);
  }

  /** Returns the arms that no other dominates, ascending by cost. */
  public List<Point> line() {
    return points.stream()
        .filter(Point::undominated)
        .sorted(Comparator.comparingDouble(Point::seconds))
        .toList();
  }

  private static Optional<Point> point(Study study, Side side) {
    OptionalDouble seconds = study.summary(side.arm(), Figures.TRAIN_SECONDS).mean();
    OptionalDouble accuracy = study.summary(side.arm(), Figures.ACCURACY).mean();
    return seconds.isEmpty() || accuracy.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Point(
                side.comparison().base(),
                side.arm(),
                side.normalized(),
                seconds.getAsDouble(),
                accuracy.getAsDouble(),
                false));
  }

  private static boolean dominates(Point other, Point point) {
    boolean noWorse = other.seconds <= point.seconds && other.accuracy >= point.accuracy;
    return noWorse && (other.seconds < point.seconds || other.accuracy > point.accuracy);
  }
}
