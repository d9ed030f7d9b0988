package org.anact.core.layer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * An activation normalized by ANAct (arXiv 2208.13315), for use in place of Deeplearning4j's {@code
 * ActivationLayer}:
 *
 * <pre>out = (lambda + b tanh(alpha)) (f(y) - mu)</pre>
 *
 * <p>Input and output have the same shape: (N, C), (N, C, T) in either order, NCHW, NHWC, or any
 * other. Statistics are scalars over every element of the mini-batch, so the layout does not
 * matter; where a mask marks padding (examples, time steps, places of images), that is left out of
 * the statistics.
 *
 * <p>The layer has six parameters: rho, rho', mu and two counters, which only the forward pass of a
 * training step changes, and alpha, which the network's updater trains without L1, L2 or weight
 * decay.
 */
public final class AnActLayer extends BaseLayer {

  private static final long serialVersionUID = 1L;

  private AnActOptions options = AnActOptions.defaults();
  private RNNFormat rnnFormat = RNNFormat.NCW;
  private CNN2DFormat imageFormat = CNN2DFormat.NCHW;

  /** For the reader of saved configurations. */
  @SuppressWarnings("unused")
  private AnActLayer() {}

  private AnActLayer(Builder builder) {
    super(builder);
    this.options = builder.options;
    initializeConstraints(builder);
    setConstraints(getConstraints());
  }

  /** Wraps an activation with the method's own options. */
  public AnActLayer(IActivation activation) {
    this(new Builder(activation));
  }

  /** Returns the options. */
  public AnActOptions getOptions() {
    return options;
  }

  /**
   * Returns the order of channels and time steps in recurrent input, as the network's input type
   * says it. Public, as the next, because only so does Deeplearning4j save it.
   */
  public RNNFormat getRnnFormat() {
    return rnnFormat;
  }

  /** Returns the order of channels and places in images, as the network's input type says it. */
  public CNN2DFormat getImageFormat() {
    return imageFormat;
  }

  @Override
  public AnActLayer clone() {
    return (AnActLayer) super.clone();
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    AnActLayerImpl layer = new AnActLayerImpl(conf, networkDataType);
    layer.setListeners(trainingListeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(layerParamsView);
    Map<String, INDArray> table = initializer().init(conf, layerParamsView, initializeParams);
    layer.setParamTable(table);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return AnActParamInitializer.getInstance();
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    if (inputType == null) {
      throw new IllegalStateException(
          "layer '%s' (index %d) has no input type: set one on the network"
              .formatted(getLayerName(), layerIndex));
    }
    return inputType;
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    if (inputType instanceof InputType.InputTypeRecurrent recurrent) {
      rnnFormat = recurrent.getFormat();
    } else if (inputType instanceof InputType.InputTypeConvolutional images) {
      imageFormat = images.getFormat();
    }
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  /** Constraints hold for alpha alone, also those of all parameters: the state is measured. */
  @Override
  public void setConstraints(List<LayerConstraint> constraints) {
    if (constraints != null) {
      constraints.forEach(each -> each.setParams(Set.of(AnActParamInitializer.ALPHA)));
    }
    super.setConstraints(constraints);
  }

  /** Neither alpha nor the state is regularized. */
  @Override
  public List<Regularization> getRegularizationByParam(String paramName) {
    return null;
  }

  /**
   * One updater for all parameters, so that Deeplearning4j can update the layer together with its
   * neighbours. The gradient of what is not trained is zero, and so is what any updater makes of
   * it.
   */
  @Override
  public IUpdater getUpdaterByParam(String paramName) {
    return iUpdater;
  }

  @Override
  public boolean isPretrainParam(String paramName) {
    return false;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long elements = inputType.arrayElementsPerExample();
    return new LayerMemoryReport.Builder(layerName, AnActLayer.class, inputType, inputType)
        .standardMemory(AnActParamInitializer.getInstance().numParams(this), 1)
        .workingMemory(0, 0, 0, 3 * elements)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AnActLayer that
        && super.equals(other)
        && options.equals(that.options)
        && rnnFormat == that.rnnFormat
        && imageFormat == that.imageFormat;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof AnActLayer;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), options, rnnFormat, imageFormat);
  }

  @Override
  public String toString() {
    return "AnActLayer(name=%s, activation=%s, %s)".formatted(layerName, activationFn, options);
  }

  /** Builds an {@link AnActLayer}. */
  @SuppressWarnings(
      "unchecked") // Deeplearning4j declares build() with a type of the caller's choice
  public static final class Builder extends BaseLayer.Builder<Builder> {

    private AnActOptions options = AnActOptions.defaults();

    /** Starts from one of Deeplearning4j's activations. */
    public Builder(Activation activation) {
      this(activation.getActivationFunction());
    }

    /** Starts from any activation; its derivative is taken from its own {@code backprop}. */
    public Builder(IActivation activation) {
      activation(activation);
    }

    /** Sets the options. */
    public Builder options(AnActOptions value) {
      this.options = Objects.requireNonNull(value, "options");
      return this;
    }

    @Override
    public AnActLayer build() {
      return new AnActLayer(this);
    }
  }
}
