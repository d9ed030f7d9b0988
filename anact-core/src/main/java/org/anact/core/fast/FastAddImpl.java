package org.anact.core.fast;

import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.SumPass;
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
final class FastAddImpl extends ElementWiseVertex {

  private static final long serialVersionUID = 1L;

  private final transient SumPass pass = new SumPass(Team.shared());

  FastAddImpl(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, Op.Add, dataType);
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    if (!canDoForward() || !isCovered()) {
      return super.doForward(training, workspaceMgr);
    }
    INDArray out =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, inputs[0].shape(), 'c');
    pass.forward(HostTensor.of(inputs[0]), HostTensor.of(inputs[1]), HostTensor.of(out));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    if (!canDoBackward() || !isCovered()) {
      return super.doBackward(tbptt, workspaceMgr);
    }
    HostTensor gradient = HostTensor.of(HostTensor.readable(epsilon).orElseThrow());
    INDArray first = SummingGradient.like(inputs[0], workspaceMgr);
    INDArray second = SummingGradient.like(inputs[0], workspaceMgr);
    pass.backward(gradient, HostTensor.of(first), HostTensor.of(second));
    return new Pair<>(null, new INDArray[] {first, second});
  }

  private boolean isCovered() {
    return inputs.length == 2
        && inputs[0].equalShapes(inputs[1])
        && HostTensor.isReadable(inputs[0])
        && HostTensor.isReadable(inputs[1]);
  }
}
