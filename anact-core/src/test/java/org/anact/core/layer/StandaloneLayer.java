package org.anact.core.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One ANAct layer without a network around it, as Deeplearning4j instantiates it. */
final class StandaloneLayer {

  private final AnActLayerImpl layer;

  StandaloneLayer(IActivation activation, AnActOptions options, DataType type) {
    AnActLayer configuration =
        new AnActLayer.Builder(activation).options(options).name("site").build();
    NeuralNetConfiguration conf =
        new NeuralNetConfiguration.Builder().dataType(type).layer(configuration).build();
    long n = configuration.initializer().numParams(configuration);
    layer =
        (AnActLayerImpl)
            configuration.instantiate(conf, List.of(), 0, Nd4j.create(type, 1, n), true, type);
    layer.setBackpropGradientsViewArray(Nd4j.create(type, 1, n));
  }

  AnActLayerImpl layer() {
    return layer;
  }

  void setAlpha(double alpha) {
    layer.getParam(AnActParamInitializer.ALPHA).assign(alpha);
  }

  INDArray train(INDArray y) {
    return layer.activate(y, true, LayerWorkspaceMgr.noWorkspaces());
  }

  INDArray infer(INDArray y) {
    return layer.activate(y, false, LayerWorkspaceMgr.noWorkspaces());
  }

  /** Returns the gradients after a training pass: of alpha, and with respect to the input. */
  Pair<Gradient, INDArray> back(INDArray epsilon) {
    return layer.backpropGradient(epsilon, LayerWorkspaceMgr.noWorkspaces());
  }

  static double alphaGradient(Pair<Gradient, INDArray> gradients) {
    return gradients.getFirst().getGradientFor(AnActParamInitializer.ALPHA).getDouble(0);
  }
}
