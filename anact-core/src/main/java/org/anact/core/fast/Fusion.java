package org.anact.core.fast;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch norm, the sum at a shortcut and the activation in one pass over the memory. The
 * configuration has them as layers of their own, and a network that is not linked computes the same
 * numbers to the bit.
 *
 * <p>In a training step of a linked network the output of a batch norm or sum that a single layer
 * reads is not stored. Nobody else can see it then: where Deeplearning4j hands activations out, as
 * {@code feedForward} does and listeners get them, they are stored.
 */
public final class Fusion {

  private Fusion() {}

  /** Links what can be fused in an initialized network. */
  public static void link(ComputationGraph network) {
    GraphVertex[] vertices = network.getVertices();
    for (GraphVertex vertex : vertices) {
      soleReader(vertex).ifPresent(edge -> link(vertex, vertices, edge));
    }
    for (GraphVertex vertex : vertices) {
      if (vertex instanceof FastAddImpl sum) {
        sum.shareGradient(isConsumedInTime(sum, network));
      }
    }
  }

  private static void link(GraphVertex vertex, GraphVertex[] vertices, VertexIndices edge) {
    GraphVertex next = vertices[edge.getVertexIndex()];
    boolean changed = next instanceof LayerVertex layer && layer.getLayerPreProcessor() != null;
    Optional<SourceReader> reader = part(next, SourceReader.class);
    part(vertex, SourceLayer.class)
        .filter(layer -> !changed && reader.isPresent())
        .ifPresent(
            layer -> {
              reader.get().readFrom(edge.getVertexEdgeNumber(), layer::values);
              layer.leaveTo(reader.get());
            });
  }

  private static Optional<VertexIndices> soleReader(GraphVertex vertex) {
    VertexIndices[] readers = vertex.getOutputVertices();
    return vertex.isOutputVertex() || readers == null || readers.length != 1
        ? Optional.empty()
        : Optional.of(readers[0]);
  }

  /** Returns the vertex, or else its layer, if it is of that type. */
  static <T> Optional<T> part(GraphVertex vertex, Class<T> type) {
    Object part = vertex.hasLayer() ? vertex.getLayer() : vertex;
    return type.isInstance(part) ? Optional.of(type.cast(part)) : Optional.empty();
  }

  /**
   * Returns whether one array can be the gradient of both inputs of a sum: Deeplearning4j adds
   * further gradients to it in place, and by then the input that comes later in the network must
   * have used it.
   */
  private static boolean isConsumedInTime(FastAddImpl sum, ComputationGraph network) {
    VertexIndices[] inputs = sum.getInputVertices();
    if (inputs.length != 2) {
      return false;
    }
    int[] order = network.topologicalSortOrder();
    int first = inputs[0].getVertexIndex();
    int second = inputs[1].getVertexIndex();
    boolean firstIsLater = position(first, order) > position(second, order);
    int later = firstIsLater ? first : second;
    int earlier = firstIsLater ? second : first;
    return soleReader(network.getVertices()[later]).isPresent()
        && part(network.getVertices()[later], FastBatchNormImpl.class).isPresent()
        && Arrays.stream(network.getVertices()[earlier].getOutputVertices())
            .mapToInt(VertexIndices::getVertexIndex)
            .filter(reader -> reader != sum.getVertexIndex())
            .allMatch(reader -> position(reader, order) < position(later, order));
  }

  private static int position(int vertex, int... order) {
    for (int i = 0; i < order.length; i++) {
      if (order[i] == vertex) {
        return i;
      }
    }
    throw new IllegalArgumentException("vertex " + vertex + " is not in the network");
  }

  /**
   * Returns whether a training pass can leave its output to a reader and return another array of
   * the shape in its place, which nobody else then sees.
   *
   * @param reader the only reader of the output, or null
   * @param returned the other array
   * @param listeners of the network
   */
  static boolean canLeave(
      SourceReader reader,
      INDArray returned,
      Collection<TrainingListener> listeners,
      LayerWorkspaceMgr workspaceMgr) {
    return reader != null
        && reader.canRead(returned)
        && listeners.isEmpty()
        && isActivation(returned, workspaceMgr);
  }

  /** Returns whether the array lies where a layer's output must. */
  private static boolean isActivation(INDArray array, LayerWorkspaceMgr workspaceMgr) {
    return workspaceMgr.hasConfiguration(ArrayType.ACTIVATIONS)
        && array.isAttached()
        && array
            .data()
            .getParentWorkspace()
            .getId()
            .equals(workspaceMgr.getWorkspaceName(ArrayType.ACTIVATIONS));
  }
}
