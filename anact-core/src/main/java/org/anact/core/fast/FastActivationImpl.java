package org.anact.core.fast;

import java.util.Optional;
import org.anact.core.activation.Activations;
import org.anact.core.kernel.ActivationPass;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.Team;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link FastActivation} does with tensors. */
final class FastActivationImpl extends ActivationLayer {

  private static final long serialVersionUID = 1L;

  private final transient Optional<ActivationPass> pass;

  FastActivationImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    this.pass =
        Activations.standard()
            .kernel(layerConf().getActivationFn())
            .map(kernel -> new ActivationPass(kernel, Team.shared()));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    if (pass.isEmpty() || !HostTensor.isReadable(input)) {
      return super.activate(training, workspaceMgr);
    }
    INDArray out = like(input, ArrayType.ACTIVATIONS, workspaceMgr);
    pass.get().forward(HostTensor.of(input), HostTensor.of(out), 1f, 0f);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Optional<INDArray> readable = HostTensor.readable(epsilon);
    if (pass.isEmpty() || !HostTensor.isReadable(input) || readable.isEmpty()) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    INDArray back = like(input, ArrayType.ACTIVATION_GRAD, workspaceMgr);
    pass.get()
        .backward(HostTensor.of(input), HostTensor.of(readable.get()), HostTensor.of(back), 1f);
    return new Pair<>(new DefaultGradient(), back);
  }

  private static INDArray like(INDArray array, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return workspaceMgr.createUninitialized(type, DataType.FLOAT, array.shape(), 'c');
  }
}
