package org.anact.core.fast;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.anact.core.kernel.ActivationKernels;
import org.anact.core.kernel.ActivationPass;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.NormalizedSource;
import org.anact.core.kernel.Source;
import org.anact.core.kernel.SumPass;
import org.anact.core.kernel.SumSource;
import org.anact.core.kernel.Team;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link FastAdd} does with tensors. */
@SuppressWarnings("overrides") // Deeplearning4j declares the same method with and without varargs
final class FastAddImpl extends ElementWiseVertex
    implements SourceLayer, SourceReader, InferenceLayer {

  private static final long serialVersionUID = 1L;

  private final transient SumPass pass = new SumPass(Team.shared());

  /** By input; only of those that were named. */
  private final transient Map<Integer, Function<INDArray, Source>> sources = new HashMap<>();

  private transient SourceReader reader;

  private transient boolean sharesGradient;

  /** What was left to the reader, or else null. */
  private transient SumSource left;

  FastAddImpl(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, Op.Add, dataType);
  }

  @Override
  public void leaveTo(SourceReader value) {
    this.reader = value;
  }

  @Override
  public Source values(INDArray output) {
    return left == null ? HostTensor.of(output) : left;
  }

  @Override
  public boolean canRead(INDArray like) {
    return true;
  }

  @Override
  public void readFrom(int input, Function<INDArray, Source> values) {
    sources.put(input, values);
  }

  /** Says whether a batch norm that is an input is done with its gradient before it changes. */
  void shareGradient(boolean value) {
    this.sharesGradient = value;
  }

  @Override
  public Optional<InferenceStep> inference(long[]... shapes) {
    SumPass alone = new SumPass(InferenceStep.ALONE);
    return shapes.length == 2 && Arrays.equals(shapes[0], shapes[1])
        ? Optional.of(
            InferenceStep.inPlace(
                (terms, sum) -> alone.forward(terms.get(0), terms.get(1), sum), shapes[0]))
        : Optional.empty();
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    left = null;
    if (!canDoForward() || !isCovered()) {
      storeInputs(workspaceMgr);
      return super.doForward(training, workspaceMgr);
    }
    SumSource sum = new SumSource(source(0), source(1));
    if (training && Fusion.canLeave(reader, inputs[0], graph.getListeners(), workspaceMgr)) {
      left = sum;
      return inputs[0];
    }
    return stored(sum, inputs[0], workspaceMgr);
  }

  private Source source(int input) {
    return sources.getOrDefault(input, HostTensor::of).apply(inputs[input]);
  }

  /** Stores what was left to this vertex, for Deeplearning4j's own. */
  private void storeInputs(LayerWorkspaceMgr workspaceMgr) {
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i] != null && HostTensor.isReadable(inputs[i])) {
        Source source = source(i);
        if (!(source instanceof HostTensor)) {
          inputs[i] = stored(source, inputs[i], workspaceMgr);
        }
      }
    }
  }

  private static INDArray stored(Source source, INDArray like, LayerWorkspaceMgr workspaceMgr) {
    INDArray out =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, like.shape(), 'c');
    store(source, out);
    return out;
  }

  private static void store(Source source, INDArray out) {
    new ActivationPass(ActivationKernels.IDENTITY, Team.shared())
        .forward(source, HostTensor.of(out), 1f, 0f);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    if (!canDoBackward() || !isCovered()) {
      return super.doBackward(tbptt, workspaceMgr);
    }
    HostTensor gradient = HostTensor.of(HostTensor.readable(epsilon).orElseThrow());
    INDArray first = SummingGradient.like(inputs[0], workspaceMgr);
    if (sharesGradient && left != null && isEitherNormalized()) {
      store(gradient, first);
      return new Pair<>(null, new INDArray[] {first, first});
    }
    INDArray second = SummingGradient.like(inputs[0], workspaceMgr);
    pass.backward(gradient, HostTensor.of(first), HostTensor.of(second));
    return new Pair<>(null, new INDArray[] {first, second});
  }

  private boolean isEitherNormalized() {
    return left.first() instanceof NormalizedSource || left.second() instanceof NormalizedSource;
  }

  private boolean isCovered() {
    return inputs.length == 2
        && inputs[0].equalShapes(inputs[1])
        && HostTensor.isReadable(inputs[0])
        && HostTensor.isReadable(inputs[1]);
  }
}
