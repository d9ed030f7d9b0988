package org.anact.core.layer;

import static org.anact.core.layer.ActivationParamInitializer.FUNCTION;

import java.util.Optional;
import java.util.function.Function;
import org.anact.core.activation.Activations;
import org.anact.core.activation.LearnedActivation;
import org.anact.core.activation.ParametricActivation;
import org.anact.core.kernel.ActivationPass;
import org.anact.core.kernel.HostTensor;
import org.anact.core.signal.ActivationSite;
import org.anact.core.signal.SiteObserver;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link ParametricActivationLayer} does with tensors. */
final class ParametricActivationLayerImpl extends BaseLayer<ParametricActivationLayer>
    implements ActivationSite {

  private static final long serialVersionUID = 1L;

  private final LearnedActivation function;

  /** Empty where the kernels are off. */
  private final transient Optional<Function<INDArray, ActivationPass>> kernel;

  private transient SiteObserver observer = SiteObserver.NONE;

  ParametricActivationLayerImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    this.function =
        ((ParametricActivation) layerConf().getActivationFn())
            .learned(layerConf().getParameterLayout(), () -> params.get(FUNCTION));
    this.kernel = Activations.passes(function);
  }

  @Override
  public String name() {
    return layerConf().getLayerName();
  }

  @Override
  public IActivation function() {
    return function;
  }

  @Override
  public void observe(SiteObserver value) {
    this.observer = value;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    if (training) {
      observer.input(input);
    }
    INDArray y = input.castTo(dataType);
    if (kernel.isEmpty() || !HostTensor.isReadable(y)) {
      return function.getActivation(
          workspaceMgr.dup(ArrayType.ACTIVATIONS, y, y.ordering()), training);
    }
    INDArray out =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, y.shape(), 'c');
    kernel.get().apply(y).forward(HostTensor.of(y), HostTensor.of(out), 1f, 0f);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    observer.outputGradient(epsilon);
    INDArray y = input.castTo(dataType);
    INDArray gradient = epsilon.castTo(dataType);
    Optional<INDArray> readable =
        kernel.isPresent() && HostTensor.isReadable(y)
            ? HostTensor.readable(gradient)
            : Optional.empty();
    INDArray back;
    if (readable.isPresent()) {
      back = workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, y.shape(), 'c');
      kernel
          .get()
          .apply(y)
          .backward(HostTensor.of(y), HostTensor.of(readable.get()), HostTensor.of(back), 1f);
    } else {
      back = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, y, y.ordering());
      back = function.backprop(back, gradient).getFirst();
    }
    observer.inputGradient(back);
    function.gradient(y, gradient, 1.0, gradientViews.get(FUNCTION));
    Gradient gradients = new DefaultGradient();
    gradients.setGradientFor(FUNCTION, gradientViews.get(FUNCTION));
    return new Pair<>(gradients, back);
  }

  @Override
  public void clearNoiseWeightParams() {
    weightNoiseParams.clear();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
