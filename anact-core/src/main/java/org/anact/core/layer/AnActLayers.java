package org.anact.core.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Finds the ANAct layers of a network, in order of execution. */
public final class AnActLayers {

  private AnActLayers() {}

  /** Returns the ANAct layers of a network that has been initialized. */
  public static List<AnActLayerImpl> of(MultiLayerNetwork network) {
    return select(Arrays.asList(network.getLayers()));
  }

  /** Returns the ANAct layers of a graph that has been initialized, in topological order. */
  public static List<AnActLayerImpl> of(ComputationGraph graph) {
    List<Layer> layers = new ArrayList<>();
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      if (vertex.hasLayer()) {
        layers.add(vertex.getLayer());
      }
    }
    return select(layers);
  }

  private static List<AnActLayerImpl> select(List<Layer> layers) {
    return layers.stream()
        .filter(AnActLayerImpl.class::isInstance)
        .map(AnActLayerImpl.class::cast)
        .toList();
  }
}
