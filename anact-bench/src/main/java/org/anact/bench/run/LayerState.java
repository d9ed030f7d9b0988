package org.anact.bench.run;

import java.util.ArrayList;
import java.util.List;
import org.anact.core.layer.AnActLayerImpl;
import org.anact.core.layer.AnActLayers;
import org.anact.core.statistics.RunningStatistics;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * State of one ANAct layer after an epoch, as inference uses it.
 *
 * @param layer name in the network
 * @param depth 0-based position in order of execution
 * @param lambda factor of normalization
 * @param statistics running values
 * @param alpha learnable scalar
 * @param scale factor that is applied, lambda + b tanh(alpha)
 */
public record LayerState(
    String layer,
    int depth,
    double lambda,
    RunningStatistics statistics,
    double alpha,
    double scale) {

  /** Returns the states of a network's ANAct layers. */
  static List<LayerState> of(ComputationGraph net) {
    List<LayerState> states = new ArrayList<>();
    for (AnActLayerImpl layer : AnActLayers.of(net)) {
      states.add(
          new LayerState(
              layer.name(),
              states.size(),
              layer.lambda(),
              layer.statistics(),
              layer.alpha(),
              layer.scale()));
    }
    return states;
  }

  /** Returns the row in the order of the file's columns. */
  List<Object> row(int epoch) {
    return List.of(
        epoch,
        layer,
        depth,
        lambda,
        statistics.rho(),
        statistics.rhoPrime(),
        statistics.mu(),
        alpha,
        scale,
        statistics.degenerateBatches());
  }
}
