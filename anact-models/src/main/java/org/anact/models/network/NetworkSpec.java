package org.anact.models.network;

import java.util.Objects;
import org.anact.core.activation.NamedActivation;
import org.anact.core.layer.AnActOptions;
import org.anact.core.training.Optimizer;
import org.anact.models.initialization.Initialization;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a network is built for.
 *
 * @param activation the activation at every site
 * @param shape shape of an input image
 * @param classes number of classes, at least 2
 * @param seed seed of the weights
 * @param options options of ANAct, where the activation is normalized
 * @param initialization the rule of the weights' gains
 * @param optimizer how gradients become steps
 * @param dataType type of parameters and activations
 * @param format order of an image's dimensions; batches are (N, height, width, channels) in NHWC,
 *     which the suite's kernels need to be fast, and (N, channels, height, width) in NCHW
 */
public record NetworkSpec(
    NamedActivation activation,
    InputShape shape,
    int classes,
    long seed,
    AnActOptions options,
    Initialization initialization,
    Optimizer optimizer,
    DataType dataType,
    CNN2DFormat format) {

  /** Checks the ranges. */
  public NetworkSpec {
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(shape, "shape");
    if (classes < 2) {
      throw new IllegalArgumentException("classes is " + classes + ": give 2 or more");
    }
    Objects.requireNonNull(optimizer, "optimizer");
  }

  /** Returns a spec with the method's options, the fair initialization and plain SGD at 0.1. */
  public static NetworkSpec of(
      NamedActivation activation, InputShape shape, int classes, long seed) {
    return new NetworkSpec(
        activation,
        shape,
        classes,
        seed,
        AnActOptions.defaults(),
        Initialization.FAIR_UNIT_BEFORE_NORM,
        Optimizer.sgd(0.1),
        DataType.FLOAT,
        CNN2DFormat.NHWC);
  }

  /** Returns the shape of an image as Deeplearning4j has it. */
  public InputType inputType() {
    return InputType.convolutional(shape.height(), shape.width(), shape.channels(), format);
  }

  /** Returns a copy with other options of ANAct. */
  public NetworkSpec withOptions(AnActOptions value) {
    return new NetworkSpec(
        activation, shape, classes, seed, value, initialization, optimizer, dataType, format);
  }

  /** Returns a copy with another rule of gains. */
  public NetworkSpec withInitialization(Initialization value) {
    return new NetworkSpec(
        activation, shape, classes, seed, options, value, optimizer, dataType, format);
  }

  /** Returns a copy with another optimizer. */
  public NetworkSpec withOptimizer(Optimizer value) {
    return new NetworkSpec(
        activation, shape, classes, seed, options, initialization, value, dataType, format);
  }

  /** Returns a copy with another data type. */
  public NetworkSpec withDataType(DataType value) {
    return new NetworkSpec(
        activation, shape, classes, seed, options, initialization, optimizer, value, format);
  }

  /** Returns a copy with another order of dimensions. */
  public NetworkSpec withFormat(CNN2DFormat value) {
    return new NetworkSpec(
        activation, shape, classes, seed, options, initialization, optimizer, dataType, value);
  }
}
