package org.anact.core.fast;

import java.util.Optional;
import java.util.function.Function;
import org.anact.core.activation.Activations;
import org.anact.core.kernel.ActivationPass;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.Source;
import org.anact.core.signal.ActivationSite;
import org.anact.core.signal.SiteObserver;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link FastActivation} does with tensors. */
final class FastActivationImpl extends ActivationLayer
    implements ActivationSite, FastPath, SourceReader, InferenceLayer {

  private static final long serialVersionUID = 1L;

  /** Empty where the kernels are off or have none for this activation. */
  private final transient Optional<Function<INDArray, ActivationPass>> kernel;

  private transient boolean fast;

  private transient SiteObserver observer = SiteObserver.NONE;

  private transient Function<INDArray, Source> values = HostTensor::of;

  FastActivationImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    this.kernel = Activations.passes(function());
  }

  @Override
  public String name() {
    return layerConf().getLayerName();
  }

  @Override
  public IActivation function() {
    return layerConf().getActivationFn();
  }

  @Override
  public void observe(SiteObserver value) {
    this.observer = value;
  }

  @Override
  public boolean canRead(INDArray like) {
    return kernel.isPresent() && observer == SiteObserver.NONE && HostTensor.isReadable(like);
  }

  @Override
  public void readFrom(int from, Function<INDArray, Source> source) {
    this.values = source;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    if (training) {
      observer.input(input);
    }
    fast = kernel.isPresent() && HostTensor.isReadable(input);
    if (!fast) {
      return super.activate(training, workspaceMgr);
    }
    INDArray out = like(input, ArrayType.ACTIVATIONS, workspaceMgr);
    kernel.get().apply(input).forward(values.apply(input), HostTensor.of(out), 1f, 0f);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    observer.outputGradient(epsilon);
    Pair<Gradient, INDArray> gradients = back(epsilon, workspaceMgr);
    observer.inputGradient(gradients.getSecond());
    return gradients;
  }

  private Pair<Gradient, INDArray> back(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    boolean covered = kernel.isPresent() && HostTensor.isReadable(input);
    Optional<INDArray> readable = covered ? HostTensor.readable(epsilon) : Optional.empty();
    fast = readable.isPresent();
    if (!fast) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    INDArray back = like(input, ArrayType.ACTIVATION_GRAD, workspaceMgr);
    kernel
        .get()
        .apply(input)
        .backward(values.apply(input), HostTensor.of(readable.get()), HostTensor.of(back), 1f);
    return new Pair<>(new DefaultGradient(), back);
  }

  @Override
  public Optional<InferenceStep> inference(long[]... inputs) {
    return dataType == DataType.FLOAT && kernel.isPresent()
        ? Activations.kernel(function()).map(own -> InferenceStep.activation(own, 1, 0, inputs[0]))
        : Optional.empty();
  }

  @Override
  public boolean lastPassWasFast() {
    return fast;
  }

  private static INDArray like(INDArray array, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return workspaceMgr.createUninitialized(type, DataType.FLOAT, array.shape(), 'c');
  }
}
