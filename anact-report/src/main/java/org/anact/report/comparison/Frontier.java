package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * Measures a cell.
   *
   * @param study what was read and compared
   * @param cell the cell
   * @return the arms with a finished run
   */
  public static Frontier of(Study study, Study.Cell cell) {
    Map<String, Point> arms = new LinkedHashMap<>();
    for (Comparison comparison : cell.comparisons()) {
      add(study, comparison.base(), comparison.vanilla(), false, arms);
      add(study, comparison.base(), comparison.normalized(), true, arms);
    }
    List<Point> marked = new ArrayList<>();
    for (Point point : arms.values()) {
      boolean dominated = arms.values().stream().anyMatch(other -> dominates(other, point));
      marked.add(
          new Point(
              point.base, point.arm, point.normalized, point.seconds, point.accuracy, !dominated));
    }
    return new Frontier(marked);
  }

  /**
   * The arms that no other dominates.
   *
   * @return ascending by cost
   */
  public List<Point> line() {
    return points.stream()
        .filter(Point::undominated)
        .sorted(Comparator.comparingDouble(Point::seconds))
        .toList();
  }

  private static void add(
      Study study, String base, Arm arm, boolean normalized, Map<String, Point> arms) {
    OptionalDouble seconds = study.summary(arm, Figures.TRAIN_SECONDS).mean();
    OptionalDouble accuracy = study.summary(arm, Figures.ACCURACY).mean();
    if (seconds.isPresent() && accuracy.isPresent()) {
      arms.putIfAbsent(
          arm.label(),
          new Point(base, arm, normalized, seconds.getAsDouble(), accuracy.getAsDouble(), false));
    }
  }

  private static boolean dominates(Point other, Point point) {
    boolean noWorse = other.seconds <= point.seconds && other.accuracy >= point.accuracy;
    return noWorse && (other.seconds < point.seconds || other.accuracy > point.accuracy);
  }
}
