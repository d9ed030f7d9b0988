package org.anact.core.fast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.anact.core.kernel.HostTensor;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.DropoutLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The steps of a network's inference for a few examples in one thread, and the memory that they
 * need: as little as can be, so that it stays in the core's cache.
 */
final class InferencePlan implements AutoCloseable {

  /** The place of the network's input, which is not the plan's. */
  private static final int INPUT = -1;

  private final List<Move> moves;
  private final List<HostTensor> memory = new ArrayList<>();

  /** A step, where it reads, how much of each for an example, and where it writes. */
  private record Move(InferenceStep step, List<Integer> from, List<Integer> read, int to) {

    private Move forThread() {
      return new Move(step.forThread(), from, read, to);
    }
  }

  private InferencePlan(int examples, Draft draft) {
    this.moves = draft.moves.stream().map(Move::forThread).toList();
    for (int place = 0; place < draft.sizes.size(); place++) {
      memory.add(
          HostTensor.of(
              Nd4j.createUninitialized(DataType.FLOAT, (long) examples * draft.sizes.get(place))));
    }
  }

  /**
   * Returns a plan for each thread; none where a part of the network is Deeplearning4j's to
   * compute.
   *
   * @param threads number of threads
   * @param examples most examples at once
   * @param shape of one example of the input
   */
  static List<InferencePlan> of(
      ComputationGraph network, int threads, int examples, long... shape) {
    Draft draft = new Draft(network, shape);
    return draft.complete()
        ? Stream.generate(() -> new InferencePlan(examples, draft)).limit(threads).toList()
        : List.of();
  }

  @Override
  public void close() {
    moves.forEach(move -> move.step().close());
    memory.forEach(tensor -> tensor.owner().close());
  }

  /**
   * Computes the network's output before its activation.
   *
   * @param count number of examples
   * @param input their values
   * @param output takes the result
   */
  void run(int count, HostTensor input, HostTensor output) {
    for (int i = 0; i < moves.size(); i++) {
      Move move = moves.get(i);
      List<HostTensor> inputs = new ArrayList<>();
      for (int k = 0; k < move.read().size(); k++) {
        int place = move.from().get(k);
        inputs.add(place == INPUT ? input : at(place, count * move.read().get(k)));
      }
      int written = count * elements(move.step().outputShape());
      boolean last = i == moves.size() - 1;
      move.step().run(count, inputs, last ? output : at(move.to(), written));
    }
  }

  private HostTensor at(int place, int length) {
    return memory.get(place).part(0, length);
  }

  private static int elements(long... shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
  }

  /** A plan in the making. */
  private static final class Draft {

    private final ComputationGraph network;
    private final GraphVertex[] vertices;
    private final long[] inputShape;
    private final List<Move> moves = new ArrayList<>();

    /** Largest number of elements of an example at each place. */
    private final Map<Integer, Integer> sizes = new HashMap<>();

    private final Deque<Integer> free = new ArrayDeque<>();
    private final Map<Integer, Value> values = new HashMap<>();

    /** What a vertex puts out: where it lies, its shape, and how many have yet to read it. */
    private static final class Value {
      final int place;
      final long[] shape;
      int readers;

      Value(int place, int readers, long... shape) {
        this.place = place;
        this.readers = readers;
        this.shape = shape;
      }
    }

    Draft(ComputationGraph network, long... shape) {
      this.network = network;
      this.vertices = network.getVertices();
      this.inputShape = shape;
    }

    /** Returns whether all vertices are in it. */
    boolean complete() {
      if (network.getNumInputArrays() != 1 || network.getNumOutputArrays() != 1) {
        return false;
      }
      int[] order = network.topologicalSortOrder();
      for (int index : order) {
        GraphVertex vertex = vertices[index];
        if (vertex.isInputVertex()) {
          values.put(index, new Value(INPUT, readers(vertex), inputShape));
        } else if (!add(vertex)) {
          return false;
        }
      }
      // The last move writes the output.
      GraphVertex last = vertices[order[order.length - 1]];
      return last.isOutputVertex() && last.getLayer() instanceof FastClassifierImpl;
    }

    private static int readers(GraphVertex vertex) {
      return vertex.getOutputVertices() == null ? 0 : vertex.getOutputVertices().length;
    }

    private boolean add(GraphVertex vertex) {
      VertexIndices[] edges = vertex.getInputVertices();
      List<Value> inputs =
          Arrays.stream(edges).map(edge -> values.get(edge.getVertexIndex())).toList();
      long[][] shapes = new long[inputs.size()][];
      for (int i = 0; i < shapes.length; i++) {
        Optional<long[]> shape = preprocessed(vertex, inputs.get(i).shape);
        if (shape.isEmpty()) {
          return false;
        }
        shapes[i] = shape.get();
      }
      if (vertex.hasLayer() && vertex.getLayer() instanceof DropoutLayer) {
        Value same = inputs.get(0);
        same.readers += readers(vertex) - 1;
        values.put(vertex.getVertexIndex(), same);
        return true;
      }
      Optional<InferenceStep> step =
          Fusion.part(vertex, InferenceLayer.class).flatMap(layer -> layer.inference(shapes));
      step.ifPresent(own -> place(vertex, inputs, shapes, own));
      return step.isPresent();
    }

    /** The shape that the layer sees; nothing behind a preprocessor that does more than flatten. */
    private static Optional<long[]> preprocessed(GraphVertex vertex, long... shape) {
      InputPreProcessor before =
          vertex instanceof LayerVertex layer ? layer.getLayerPreProcessor() : null;
      if (before == null) {
        return Optional.of(shape);
      }
      return before instanceof CnnToFeedForwardPreProcessor flat
              && flat.getFormat() == CNN2DFormat.NHWC
          ? Optional.of(new long[] {elements(shape)})
          : Optional.empty();
    }

    private void place(
        GraphVertex vertex, List<Value> inputs, long[][] shapes, InferenceStep step) {
      Value first = inputs.get(0);
      if (step instanceof NormalizationStep norm && first.readers == 1 && fold(norm, first.place)) {
        first.readers = readers(vertex);
        values.put(vertex.getVertexIndex(), first);
        return;
      }
      boolean inPlace = step.isInPlace() && first.readers == 1 && first.place != INPUT;
      List<Integer> from = inputs.stream().map(value -> value.place).toList();
      List<Integer> read = Arrays.stream(shapes).map(InferencePlan::elements).toList();
      for (Value input : inputs) {
        input.readers--;
      }
      // What is still read must not be written: memory is free once the output has its own.
      int to = inPlace ? first.place : newPlace();
      inputs.stream()
          .distinct()
          .filter(input -> input.readers == 0 && input.place != INPUT && input.place != to)
          .forEach(input -> free.push(input.place));
      sizes.merge(to, elements(step.outputShape()), Math::max);
      moves.add(new Move(step, from, read, to));
      values.put(vertex.getVertexIndex(), new Value(to, readers(vertex), step.outputShape()));
    }

    /** Makes batch norm a part of the convolution that wrote its input, if one did. */
    private boolean fold(NormalizationStep norm, int place) {
      for (int i = moves.size() - 1; i >= 0; i--) {
        Move before = moves.get(i);
        if (before.to() == place) {
          if (before.step() instanceof ConvolutionStep convolution) {
            moves.set(
                i, new Move(norm.foldedInto(convolution), before.from(), before.read(), place));
            return true;
          }
          return false;
        }
      }
      return false;
    }

    private int newPlace() {
      if (free.isEmpty()) {
        return sizes.size();
      }
      return free.pop();
    }
  }
}
