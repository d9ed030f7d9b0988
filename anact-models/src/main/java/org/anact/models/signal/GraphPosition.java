package org.anact.models.signal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/**
 * Where a layer is in a network. This is the one place that defines it, for networks of any shape,
 * from their graph alone.
 *
 * <p>In a residual network whose activation follows the sum, that activation is on the trunk, and
 * those inside the block are on its residual branch; in a pre-activation network the activations in
 * front of the convolutions are on the residual branch wherever the block's shortcut begins before
 * them, so that only the sums and what all paths share are on the trunk.
 *
 * @param depth number of weight layers (convolutions, dense layers) on the longest path from the
 *     network's input to the layer's output; a weight layer counts itself, so that the first has
 *     depth 1, as has the activation behind it
 * @param branch which paths the layer is on
 */
public record GraphPosition(int depth, Branch branch) {

  /** Where in a network with shortcuts a layer is. */
  public enum Branch {
    /** Every path from the network's input to its output goes through the layer. */
    TRUNK,
    /** Some paths go past the layer, and it lies on one with the most weight layers. */
    RESIDUAL,
    /** Some paths go past the layer, and it lies on none with the most weight layers. */
    SHORTCUT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Deeplearning4j's name of the weights of all weight layers. */
  static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;

  /** Returns the position of every vertex of a network, in order of execution. */
  public static Map<String, GraphPosition> of(ComputationGraph net) {
    List<String> order = new ArrayList<>();
    for (int index : net.topologicalSortOrder()) {
      order.add(net.getVertices()[index].getVertexName());
    }
    Map<String, List<String>> sources = net.getConfiguration().getVertexInputs();
    Map<String, List<String>> targets = new HashMap<>();
    sources.forEach(
        (name, from) ->
            from.forEach(
                source -> targets.computeIfAbsent(source, key -> new ArrayList<>()).add(name)));

    Walk fromInput = new Walk(net, sources, net.getConfiguration().getNetworkInputs());
    order.forEach(fromInput::visit);
    Walk fromOutput = new Walk(net, targets, net.getConfiguration().getNetworkOutputs());
    List<String> backwards = new ArrayList<>(order);
    Collections.reverse(backwards);
    backwards.forEach(fromOutput::visit);

    BigInteger paths = BigInteger.ZERO;
    int longest = 0;
    for (String output : net.getConfiguration().getNetworkOutputs()) {
      paths = paths.add(fromInput.paths.get(output));
      longest = Math.max(longest, fromInput.weightLayers.get(output));
    }
    Map<String, GraphPosition> positions = new LinkedHashMap<>();
    for (String name : order) {
      int depth = fromInput.weightLayers.get(name);
      int own = isWeightLayer(net, name) ? 1 : 0;
      Branch branch = Branch.SHORTCUT;
      if (fromInput.paths.get(name).multiply(fromOutput.paths.get(name)).equals(paths)) {
        branch = Branch.TRUNK;
      } else if (depth + fromOutput.weightLayers.get(name) - own == longest) {
        branch = Branch.RESIDUAL;
      }
      positions.put(name, new GraphPosition(depth, branch));
    }
    return positions;
  }

  /**
   * Returns whether a layer has weights, as convolutions and dense layers have; the scales of batch
   * norm and ANAct's parameters do not count.
   */
  static boolean hasWeights(Layer layer) {
    org.deeplearning4j.nn.conf.layers.Layer conf = layer.conf().getLayer();
    return conf.initializer().weightKeys(conf).contains(WEIGHTS);
  }

  private static boolean isWeightLayer(ComputationGraph net, String vertex) {
    return net.getVertex(vertex).hasLayer() && hasWeights(net.getLayer(vertex));
  }

  /** Counts, from one end of a network to the other, paths and the weight layers on them. */
  private static final class Walk {

    private final ComputationGraph net;
    private final Map<String, List<String>> before;
    private final List<String> starts;

    /** How many paths lead to a vertex; a network of n blocks has 2^n of them. */
    private final Map<String, BigInteger> paths = new HashMap<>();

    /** Weight layers on the longest path to a vertex, itself included. */
    private final Map<String, Integer> weightLayers = new HashMap<>();

    Walk(ComputationGraph net, Map<String, List<String>> before, List<String> starts) {
      this.net = net;
      this.before = before;
      this.starts = starts;
    }

    /** Visits a vertex after all those before it. */
    void visit(String name) {
      BigInteger count = starts.contains(name) ? BigInteger.ONE : BigInteger.ZERO;
      int most = 0;
      for (String previous : before.getOrDefault(name, List.of())) {
        count = count.add(paths.get(previous));
        most = Math.max(most, weightLayers.get(previous));
      }
      paths.put(name, count);
      weightLayers.put(name, most + (isWeightLayer(net, name) ? 1 : 0));
    }
  }
}
