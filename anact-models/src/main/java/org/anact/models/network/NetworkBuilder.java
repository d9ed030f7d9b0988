package org.anact.models.network;

import java.util.List;
import org.anact.core.fast.FastAdd;
import org.anact.core.fast.FastBatchNorm;
import org.anact.core.fast.FastConvolution;
import org.anact.core.layer.ActivationLayers;
import org.anact.models.initialization.PairedNormal;
import org.anact.models.training.L2Gradient;
import org.anact.models.training.Optimizer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Builds a network layer by layer. Every method adds one layer, names it, and returns that name for
 * the next to read from; each applies the spec's rules (gains, paired draws, weight decay,
 * activation) so that an architecture states its shape alone.
 */
final class NetworkBuilder {

  /** Name of the network's input. */
  static final String INPUT = "input";

  private static final String OUTPUT = "output";

  private final NetworkSpec spec;
  private final ComputationGraphConfiguration.GraphBuilder graph;

  NetworkBuilder(NetworkSpec spec) {
    this.spec = spec;
    Optimizer optimizer = spec.optimizer();
    List<Regularization> decay =
        optimizer.weightDecay() > 0 ? List.of(new L2Gradient(optimizer.weightDecay())) : List.of();
    this.graph =
        new NeuralNetConfiguration.Builder()
            .seed(spec.seed())
            .dataType(spec.dataType())
            .updater(optimizer.updater())
            .regularization(decay)
            .regularizationBias(optimizer.decayNormsAndBiases() ? decay : List.of())
            .convolutionMode(ConvolutionMode.Same)
            .activation(Activation.IDENTITY)
            .graphBuilder()
            .addInputs(INPUT);
  }

  /** A convolution that keeps the size, or halves it with stride 2. */
  String convolution(String name, String from, int channels, int kernel, int stride, boolean bias) {
    graph.addLayer(
        name,
        new FastConvolution.Builder(kernel, kernel)
            .inputGradient(!from.equals(INPUT))
            .stride(stride, stride)
            .nOut(channels)
            .hasBias(bias)
            .weightInit(draws(name, from))
            .build(),
        from);
    return name;
  }

  String batchNorm(String name, String from) {
    graph.addLayer(name, new FastBatchNorm(spec.optimizer().decayNormsAndBiases()), from);
    return name;
  }

  String activation(String name, String from) {
    graph.addLayer(name, ActivationLayers.of(spec.activation(), spec.options()), from);
    return name;
  }

  /** Max pooling over 2 x 2 with stride 2. */
  String maxPool(String name, String from) {
    graph.addLayer(
        name, new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(), from);
    return name;
  }

  String globalAveragePool(String name, String from) {
    graph.addLayer(name, new GlobalPoolingLayer(PoolingType.AVG), from);
    return name;
  }

  String dense(String name, String from, int units) {
    graph.addLayer(
        name, new DenseLayer.Builder().nOut(units).weightInit(draws(name, from)).build(), from);
    return name;
  }

  String add(String name, String first, String second) {
    graph.addVertex(name, new FastAdd(), first, second);
    return name;
  }

  /**
   * The basic block of He et al. (arXiv 1512.03385, figure 5), with a projection shortcut where it
   * halves the size.
   *
   * @param prefix of the names of its layers
   * @param from what it reads
   * @param channels of both convolutions
   * @param stride of the first convolution, 1 or 2
   */
  String basicBlock(String prefix, String from, int channels, int stride) {
    String main = convolution(prefix + "conv1", from, channels, 3, stride, false);
    main = activation(prefix + "act1", batchNorm(prefix + "bn1", main));
    main = convolution(prefix + "conv2", main, channels, 3, 1, false);
    main = batchNorm(prefix + "bn2", main);
    String shortcut = from;
    if (stride != 1) {
      shortcut = convolution(prefix + "short_conv", from, channels, 1, stride, false);
      shortcut = batchNorm(prefix + "short_bn", shortcut);
    }
    return activation(prefix + "act2", add(prefix + "add", main, shortcut));
  }

  /** Ends the network with a softmax classifier and cross-entropy. */
  ComputationGraphConfiguration classifier(String from) {
    InputShape shape = spec.shape();
    return graph
        .addLayer(
            OUTPUT,
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(spec.classes())
                .activation(Activation.SOFTMAX)
                .weightInit(draws(OUTPUT, from))
                .build(),
            from)
        .setOutputs(OUTPUT)
        .setInputTypes(
            InputType.convolutional(shape.height(), shape.width(), shape.channels(), spec.format()))
        .build();
  }

  private PairedNormal draws(String name, String from) {
    double gain = spec.initialization().gain(spec.activation(), !from.equals(INPUT));
    return new PairedNormal(spec.seed(), name, gain);
  }
}
