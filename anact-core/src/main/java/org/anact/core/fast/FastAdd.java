package org.anact.core.fast;

import org.anact.core.kernel.Kernels;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Deeplearning4j's sum of two inputs, computed by the suite's kernel. */
public final class FastAdd extends ElementWiseVertex {

  private static final long serialVersionUID = 1L;

  /** Makes the vertex. */
  public FastAdd() {
    super(Op.Add);
  }

  @Override
  public FastAdd clone() {
    return new FastAdd();
  }

  @Override
  public GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDataType) {
    if (!Kernels.isOn()) {
      return super.instantiate(graph, name, index, paramsView, initializeParams, networkDataType);
    }
    return new FastAddImpl(graph, name, index, networkDataType);
  }
}
