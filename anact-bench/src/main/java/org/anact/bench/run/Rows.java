package org.anact.bench.run;

import java.util.ArrayList;
import java.util.List;
import org.anact.core.layer.AnActLayerImpl;
import org.anact.core.layer.AnActLayers;
import org.anact.core.statistics.RunningStatistics;
import org.anact.models.signal.SiteSignal;
import org.anact.models.signal.WeightSignal;
import org.anact.results.LayerRow;
import org.anact.results.SignalRow;
import org.anact.results.WeightRow;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** What was measured in a network, as rows of a run's tables. */
final class Rows {

  private Rows() {}

  /** Returns the state of a network's ANAct layers after an epoch, as inference uses it. */
  static List<LayerRow> of(int epoch, ComputationGraph net) {
    List<LayerRow> rows = new ArrayList<>();
    for (AnActLayerImpl layer : AnActLayers.of(net)) {
      RunningStatistics statistics = layer.statistics();
      rows.add(
          new LayerRow(
              epoch,
              layer.name(),
              rows.size(),
              layer.lambda(),
              statistics.rho(),
              statistics.rhoPrime(),
              statistics.mu(),
              layer.alpha(),
              layer.scale(),
              statistics.degenerateBatches()));
    }
    return rows;
  }

  static SignalRow of(int step, SiteSignal site) {
    return new SignalRow(
        step,
        site.layer(),
        site.position().depth(),
        site.position().branch().toString(),
        site.varInput(),
        site.meanSquare(),
        site.slopeSquare(),
        site.lambda(),
        site.alpha(),
        site.scale(),
        site.varGradInput(),
        site.varGradOutput());
  }

  static WeightRow of(int step, WeightSignal weights) {
    return new WeightRow(
        step,
        weights.layer(),
        weights.position().depth(),
        weights.position().branch().toString(),
        weights.varWeight(),
        weights.varGradient());
  }
}
