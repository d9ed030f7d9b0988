package org.anact.models.network;

import java.util.List;
import org.anact.core.fast.FastAdd;
import org.anact.core.fast.FastAveragePooling;
import org.anact.core.fast.FastBatchNorm;
import org.anact.core.fast.FastClassifier;
import org.anact.core.fast.FastConvolution;
import org.anact.core.fast.FastDense;
import org.anact.core.fast.FastMaxPooling;
import org.anact.core.layer.ActivationLayers;
import org.anact.core.training.Optimizer;
import org.anact.core.training.PairedDropout;
import org.anact.core.training.PairedNormal;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Builds a network layer by layer. Every method adds one layer, names it, and returns that name for
 * the next to read from; each applies the spec's rules (gains, paired draws, weight decay,
 * activation) so that an architecture states its shape alone.
 *
 * <p>{@link #classifier} ends the network. One builder builds one network.
 */
public final class NetworkBuilder {

  /** Name of the network's input. */
  public static final String INPUT = "input";

  private static final String OUTPUT = "output";

  private final NetworkSpec spec;
  private final ComputationGraphConfiguration.GraphBuilder graph;

  /** Of weights that read an activation: an integral, which takes its time. */
  private final double gain;

  /** Starts a network for that spec. */
  public NetworkBuilder(NetworkSpec spec) {
    this.spec = spec;
    this.gain = spec.initialization().gain(spec.activation(), true);
    Optimizer optimizer = spec.optimizer();
    List<Regularization> decay = optimizer.decay();
    this.graph =
        new NeuralNetConfiguration.Builder()
            .seed(spec.seed())
            .dataType(spec.dataType())
            .updater(optimizer.updater())
            .regularization(decay)
            .regularizationBias(optimizer.decayNormsAndBiases() ? decay : List.of())
            .activation(Activation.IDENTITY)
            .graphBuilder()
            .addInputs(INPUT);
  }

  /**
   * A convolution that pads with (kernel - 1) / 2 zeros on every side, as the published networks
   * do: it keeps the size, or halves it with stride 2, an odd one rounded up.
   *
   * @param kernel height and width of the kernel, odd
   * @param stride 1 or 2
   * @param bias whether it has one; before a batch norm it needs none
   */
  public String convolution(
      String name, String from, int channels, int kernel, int stride, boolean bias) {
    int padding = (kernel - 1) / 2;
    graph.addLayer(
        name,
        new FastConvolution.Builder(kernel, kernel)
            .inputGradient(!from.equals(INPUT))
            .stride(stride, stride)
            .convolutionMode(ConvolutionMode.Truncate)
            .padding(padding, padding)
            .nOut(channels)
            .hasBias(bias)
            .weightInit(draws(name, from))
            .build(),
        from);
    return name;
  }

  /**
   * Batch norm with a decay of 0.9 (PyTorch's momentum of 0.1) and an eps of 1e-5, from scales of 1
   * and shifts of 0. Weights that it reads get the gain that {@link
   * org.anact.models.initialization.Initialization} has for them.
   */
  public String batchNorm(String name, String from) {
    if (graph.getVertices().get(from) instanceof LayerVertex vertex
        && vertex.getLayerConf().getLayer() instanceof BaseLayer weights
        && weights.getWeightInitFn() instanceof PairedNormal) {
      boolean readsActivation = !graph.getVertexInputs().get(from).contains(INPUT);
      double gain = spec.initialization().gainBeforeBatchNorm(spec.activation(), readsActivation);
      weights.setWeightInitFn(new PairedNormal(spec.seed(), from, gain));
    }
    graph.addLayer(name, new FastBatchNorm(spec.optimizer().decayNormsAndBiases()), from);
    return name;
  }

  /** The spec's activation, normalized where the spec says so. */
  public String activation(String name, String from) {
    graph.addLayer(name, ActivationLayers.of(spec.activation(), spec.options()), from);
    return name;
  }

  /**
   * Max pooling over 2 x 2 with stride 2. An odd size is rounded up: the last row and column have
   * windows of what is left of the image, without padding.
   */
  public String maxPool(String name, String from) {
    graph.addLayer(name, new FastMaxPooling(2, 2, ConvolutionMode.Same), from);
    return name;
  }

  /** The mean of each channel over the image. */
  public String globalAveragePool(String name, String from) {
    graph.addLayer(name, new FastAveragePooling(), from);
    return name;
  }

  /** A dense layer with a bias, which starts at 0. */
  public String dense(String name, String from, int units) {
    graph.addLayer(name, new FastDense(units, draws(name, from)), from);
    return name;
  }

  /**
   * Dropout, with the same mask in vanilla and normalized networks of one seed.
   *
   * @param retain probability that a unit stays
   */
  public String dropout(String name, String from, double retain) {
    graph.addLayer(name, new DropoutLayer(new PairedDropout(retain, spec.seed(), name)), from);
    return name;
  }

  /** The sum of two outputs of one shape, as where a shortcut ends. */
  public String add(String name, String first, String second) {
    graph.addVertex(name, new FastAdd(), first, second);
    return name;
  }

  /**
   * The basic block of He et al. (arXiv 1512.03385, figure 5), with a projection shortcut where it
   * halves the size.
   *
   * @param channels of both convolutions
   * @param stride of the first convolution, 1 or 2
   */
  public String basicBlock(String prefix, String from, int channels, int stride) {
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
  public ComputationGraphConfiguration classifier(String from) {
    return graph
        .addLayer(OUTPUT, new FastClassifier(spec.classes(), draws(OUTPUT, from)), from)
        .setOutputs(OUTPUT)
        .setInputTypes(spec.inputType())
        .build();
  }

  private PairedNormal draws(String name, String from) {
    boolean readsImages = from.equals(INPUT);
    return new PairedNormal(
        spec.seed(),
        name,
        readsImages ? spec.initialization().gain(spec.activation(), false) : gain);
  }
}
