package org.anact.core.layer;

import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * An activation normalized by ANAct (arXiv 2208.13315), for use in place of Deeplearning4j's {@code
 * ActivationLayer}:
 *
 * <pre>out = (lambda + b tanh(alpha)) (f(y) - mu)</pre>
 *
 * <p>Input and output have the same shape. Statistics are scalars over every element of the
 * mini-batch, so the layout does not matter; where a mask marks padding (examples, time steps,
 * places of images), that is left out of the statistics.
 *
 * <p>The layer has six parameters: rho, rho', mu and two counters, which only the forward pass of a
 * training step changes, and alpha; those of a {@code ParametricActivation} follow. The network's
 * updater trains alpha and these without L1, L2 or weight decay.
 */
public final class AnActLayer extends ParameterizedLayer {

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
  AnActLayerImpl implementation(NeuralNetConfiguration conf, DataType dataType) {
    return new AnActLayerImpl(conf, dataType);
  }

  @Override
  public ParamInitializer initializer() {
    return AnActParamInitializer.getInstance();
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    super.setNIn(inputType, override);
    if (inputType instanceof InputType.InputTypeRecurrent recurrent) {
      rnnFormat = recurrent.getFormat();
    } else if (inputType instanceof InputType.InputTypeConvolutional images) {
      imageFormat = images.getFormat();
    }
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
