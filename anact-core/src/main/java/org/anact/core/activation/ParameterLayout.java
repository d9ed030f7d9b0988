package org.anact.core.activation;

import org.anact.core.activation.ParametricActivation.Sharing;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * How the parameters of a layer's activation are spread over its tensors.
 *
 * @param count number of parameters: 0 if the activation has none, 1 if the whole layer shares one,
 *     else the number of channels
 * @param channelsLast whether channels are the last dimension, and not the second
 */
public record ParameterLayout(
    @JsonProperty("count") long count, @JsonProperty("channelsLast") boolean channelsLast) {

  /** That of an activation without parameters. */
  public static final ParameterLayout NONE = new ParameterLayout(0, false);

  /** Returns the layout of an activation's parameters in a layer with that input. */
  public static ParameterLayout of(IActivation activation, InputType input) {
    if (!(activation instanceof ParametricActivation parametric)) {
      return NONE;
    }
    if (parametric.sharing() == Sharing.LAYER) {
      return new ParameterLayout(1, false);
    }
    if (input instanceof InputType.InputTypeConvolutional images) {
      return new ParameterLayout(images.getChannels(), images.getFormat() == CNN2DFormat.NHWC);
    }
    if (input instanceof InputType.InputTypeRecurrent series) {
      return new ParameterLayout(series.getSize(), series.getFormat() == RNNFormat.NWC);
    }
    if (input instanceof InputType.InputTypeConvolutional3D volumes) {
      return new ParameterLayout(
          volumes.getChannels(), volumes.getDataFormat() == Convolution3D.DataFormat.NDHWC);
    }
    return new ParameterLayout(input.arrayElementsPerExample(), true);
  }

  /**
   * Returns how many elements in a row share a parameter.
   *
   * @throws IllegalStateException if the tensor has another number of channels
   */
  int run(INDArray tensor) {
    long[] shape = tensor.shape();
    if (count == 1) {
      return Math.toIntExact(Math.max(1, tensor.length()));
    }
    long channels = shape.length < 2 ? 1 : shape[channelsLast ? shape.length - 1 : 1];
    if (channels != count) {
      throw new IllegalStateException(
          "an activation with %d parameters, one for each channel, has an input of %d channels"
              .formatted(count, channels));
    }
    return Math.toIntExact(channelsLast ? 1 : tensor.length() / (shape[0] * channels));
  }
}
