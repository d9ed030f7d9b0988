package org.anact.report.charts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.RunCurve;
import org.anact.report.comparison.Study;
import org.anact.report.plot.ChartData;
import org.anact.results.EpochRow;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;

/**
 * The courses of all runs of a cell, from which the page's script redraws the convergence charts:
 * by epoch, step or wall clock, smoothed, or seed by seed.
 */
public final class CurveData {
  private final ObjectNode data = JsonNodeFactory.instance.objectNode();
  private final Map<List<Double>, Integer> grids = new LinkedHashMap<>();
  private final IdentityHashMap<RunRecord, ObjectNode> runs = new IdentityHashMap<>();
  private final ArrayNode list = data.putArray("runs");
  private final int points;

  private CurveData(int points) {
    this.points = points;
  }

  /**
   * Returns the courses of a cell's runs as JSON.
   *
   * @param points largest number of points of a run
   */
  public static String of(Study.RunGroup cell, int points) {
    CurveData data = new CurveData(points);
    List<Comparison> shown = ConvergenceCharts.shown(cell);
    for (int chart = 0; chart < shown.size(); chart++) {
      data.add(shown.get(chart).vanilla(), chart, 0);
      data.add(shown.get(chart).normalized(), chart, 1);
    }
    ArrayNode steps = data.data.putArray("grids");
    data.grids.keySet().forEach(grid -> steps.add(ChartData.numbers(grid)));
    return ChartData.text(data.data);
  }

  private void add(Arm arm, int chart, int series) {
    Stream<RunRecord> stopped = arm.others().stream().map(RunEntry::run).flatMap(Optional::stream);
    Stream.concat(arm.finished().stream(), stopped)
        .filter(run -> !run.epochs().isEmpty())
        .forEach(
            run -> runs.computeIfAbsent(run, this::write).withArray("c").add(2 * chart + series));
  }

  /** The values of a run; keys are short because there are many runs. */
  private ObjectNode write(RunRecord run) {
    RunCurve curve = RunCurve.of(run, points);
    List<Double> steps = new ArrayList<>();
    List<Double> loss = new ArrayList<>();
    List<Double> accuracy = new ArrayList<>();
    for (EpochRow row : curve.epochs()) {
      steps.add((double) row.step());
      loss.add(row.testLoss());
      accuracy.add(100 * row.testAccuracy());
    }
    ObjectNode node =
        list.addObject()
            .put("n", "seed " + run.config().seed())
            .put("done", run.finished())
            .put("per", curve.stepsPerEpoch())
            .put("lg", grid(curve.lossSteps()))
            .put("eg", grid(steps));
    node.set("l", ChartData.numbers(curve.trainLoss()));
    node.set("v", ChartData.numbers(loss));
    node.set("a", ChartData.numbers(accuracy));
    node.set("t", ChartData.numbers(curve.seconds(run)));
    return node;
  }

  private int grid(List<Double> steps) {
    return grids.computeIfAbsent(steps, unused -> grids.size());
  }
}
