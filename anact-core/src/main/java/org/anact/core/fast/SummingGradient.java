package org.anact.core.fast;

import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.SumPass;
import org.anact.core.kernel.Team;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.NDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A gradient that adds another to itself by the suite's kernel. Deeplearning4j calls {@link
 * #addi(INDArray)} where the output of a vertex goes to two others, as at every shortcut.
 */
@SuppressWarnings("overrides") // ND4J declares the same methods with and without varargs
final class SummingGradient extends NDArray {

  private static final long serialVersionUID = 1L;

  private SummingGradient(long[] shape) {
    super(DataType.FLOAT, shape, Nd4j.getStrides(shape, 'c'), 0, 'c', false);
  }

  /** Returns one of the shape of another array, with values yet to be written. */
  @SuppressWarnings("try") // the scope is where the array is made
  static SummingGradient like(INDArray array, LayerWorkspaceMgr workspaceMgr) {
    try (MemoryWorkspace scope = workspaceMgr.notifyScopeBorrowed(ArrayType.ACTIVATION_GRAD)) {
      return new SummingGradient(array.shape());
    }
  }

  @Override
  public INDArray addi(INDArray other) {
    if (!equalShapes(other) || !HostTensor.isReadable(other)) {
      return super.addi(other);
    }
    HostTensor own = HostTensor.of(this);
    new SumPass(Team.shared()).forward(own, HostTensor.of(other), own);
    return this;
  }
}
