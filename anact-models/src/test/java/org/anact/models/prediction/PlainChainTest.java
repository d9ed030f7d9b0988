package org.anact.models.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.core.activation.Activations;
import org.anact.core.fast.FastActivation;
import org.anact.models.Models;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkBuilder;
import org.anact.models.network.NetworkSpec;
import org.anact.models.prediction.PlainChain.Fans;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationTanH;

final class PlainChainTest {

  private static final int KERNEL = 3;

  private static NetworkSpec spec(int height, int width) {
    return NetworkSpec.of(
        Activations.standard().get("tanh"), new InputShape(2, height, width), 3, 1);
  }

  private static Optional<PlainChain> chain(
      ComputationGraphConfiguration configuration, NetworkSpec spec) {
    ComputationGraph net = new ComputationGraph(configuration);
    net.init();
    return PlainChain.of(net, spec.inputType());
  }

  /** Place by place, over convolutions of both strides on an image of odd and even sizes. */
  @Test
  void fansAreThoseOfEveryPlaceCounted() {
    NetworkSpec spec = spec(7, 6);
    NetworkBuilder builder = new NetworkBuilder(spec);
    String last =
        builder.activation("a0", builder.convolution("c0", NetworkBuilder.INPUT, 4, 3, 1, true));
    int[] strides = {1, 1, 2, 1, 1};
    int[] channels = {4, 4, 5, 5, 5};
    for (int i = 0; i < strides.length; i++) {
      last = builder.convolution("c" + (i + 1), last, channels[i], KERNEL, strides[i], true);
      last = builder.activation("a" + (i + 1), last);
    }
    PlainChain chain =
        chain(builder.classifier(builder.globalAveragePool("pool", last)), spec).orElseThrow();
    assertThat(chain.sites()).containsExactly("a0", "a1", "a2", "a3", "a4", "a5");
    List<Optional<Fans>> fans = chain.fans();
    assertThat(fans).hasSize(5);

    int[] heights = {7, 7, 7, 4, 4, 4};
    int[] widths = {6, 6, 6, 3, 3, 3};
    double[][] gradient = filled(heights[5], widths[5]);
    for (int i = 4; i >= 0; i--) {
      double[][] below = new double[heights[i]][widths[i]];
      sum(below, gradient, strides[i], true);
      double expected = channels[i] * mean(below) / mean(gradient);
      assertThat(fans.get(i).orElseThrow().out()).as("out %d", i).isCloseTo(expected, within(1e-9));
      gradient = below;
    }
    double[][] signal = filled(heights[0], widths[0]);
    for (int i = 0; i < 5; i++) {
      double[][] above = new double[heights[i + 1]][widths[i + 1]];
      sum(signal, above, strides[i], false);
      int channelsIn = i == 0 ? 4 : channels[i - 1];
      double expected = channelsIn * mean(above) / mean(signal);
      assertThat(fans.get(i).orElseThrow().in()).as("in %d", i).isCloseTo(expected, within(1e-9));
      assertThat(fans.get(i).orElseThrow().layer()).isEqualTo("c" + (i + 1));
      signal = above;
    }
  }

  private static double[][] filled(int height, int width) {
    double[][] values = new double[height][width];
    Arrays.stream(values).forEach(row -> Arrays.fill(row, 1));
    return values;
  }

  /** Adds outputs to the inputs that they see, or the other way round. */
  private static void sum(double[][] inputs, double[][] outputs, int stride, boolean back) {
    int top = Math.max(0, (outputs.length - 1) * stride + KERNEL - inputs.length) / 2;
    int left = Math.max(0, (outputs[0].length - 1) * stride + KERNEL - inputs[0].length) / 2;
    for (int r = 0; r < outputs.length; r++) {
      for (int c = 0; c < outputs[0].length; c++) {
        for (int a = 0; a < KERNEL; a++) {
          for (int b = 0; b < KERNEL; b++) {
            int row = r * stride - top + a;
            int column = c * stride - left + b;
            if (row < 0 || row >= inputs.length || column < 0 || column >= inputs[0].length) {
              continue;
            }
            if (back) {
              inputs[row][column] += outputs[r][c];
            } else {
              outputs[r][c] += inputs[row][column];
            }
          }
        }
      }
    }
  }

  private static double mean(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElseThrow();
  }

  @Test
  void denseLayersHaveTheirOwnFans() {
    NetworkSpec spec = spec(1, 1);
    PlainChain chain = chain(Models.standard().get("mlp").build(spec), spec).orElseThrow();
    assertThat(chain.sites()).containsExactly("act1", "act2");
    assertThat(chain.fans()).containsExactly(Optional.of(new Fans("dense2", 256, 128)));
  }

  /** The theory knows no max pooling: what lies behind one has no prediction. */
  @Test
  void nothingIsPredictedAcrossMaxPooling() {
    NetworkSpec spec = spec(8, 8);
    PlainChain chain = chain(Models.standard().get("cnn").build(spec), spec).orElseThrow();
    List<Boolean> predicted = new ArrayList<>();
    chain.fans().forEach(fans -> predicted.add(fans.isPresent()));
    assertThat(chain.sites()).containsExactly("act1", "act2", "act3", "act4", "act5");
    assertThat(predicted).containsExactly(false, true, false, false);
  }

  @Test
  void batchNormMakesANetworkNotPlain() {
    NetworkSpec spec = spec(4, 4);
    NetworkBuilder builder = new NetworkBuilder(spec);
    String last = builder.convolution("c0", NetworkBuilder.INPUT, 4, 3, 1, false);
    last = builder.activation("a0", builder.batchNorm("bn", last));
    assertThat(chain(builder.classifier(builder.globalAveragePool("pool", last)), spec)).isEmpty();
  }

  @Test
  void aShortcutAloneMakesANetworkNotPlain() {
    NetworkSpec spec = spec(4, 4);
    NetworkBuilder builder = new NetworkBuilder(spec);
    String first =
        builder.activation("a0", builder.convolution("c0", NetworkBuilder.INPUT, 4, 3, 1, true));
    String sum = builder.add("add", builder.convolution("c1", first, 4, 3, 1, true), first);
    String last = builder.activation("a1", sum);
    assertThat(chain(builder.classifier(builder.globalAveragePool("pool", last)), spec)).isEmpty();
  }

  /** They are subclasses of the ordinary convolution, and have other fans. */
  @Test
  void otherConvolutionsThanTheOrdinaryOneHaveNoFans() {
    NetworkSpec spec = spec(6, 6);
    Map<ConvolutionLayer, Boolean> layers = new LinkedHashMap<>();
    layers.put(new ConvolutionLayer.Builder(3, 3).nOut(4).build(), true);
    layers.put(new Deconvolution2D.Builder(3, 3).nOut(4).build(), false);
    layers.put(new DepthwiseConvolution2D.Builder(3, 3).depthMultiplier(1).build(), false);
    layers.put(new SeparableConvolution2D.Builder(3, 3).nOut(4).build(), false);
    layers.forEach(
        (layer, ordinary) -> {
          layer.setConvolutionMode(ConvolutionMode.Same);
          ComputationGraphConfiguration conf =
              new NeuralNetConfiguration.Builder()
                  .graphBuilder()
                  .addInputs("in")
                  .addLayer("first", new FastActivation(new ActivationTanH()), "in")
                  .addLayer("between", layer, "first")
                  .addLayer("last", new FastActivation(new ActivationTanH()), "between")
                  .addLayer("out", new CnnLossLayer.Builder().build(), "last")
                  .setOutputs("out")
                  .setInputTypes(InputType.convolutional(6, 6, 2, CNN2DFormat.NCHW))
                  .validateOutputLayerConfig(false)
                  .build();
          NetworkSpec first = spec.withFormat(CNN2DFormat.NCHW);
          assertThat(chain(conf, first).orElseThrow().fans().get(0).isPresent())
              .as(layer.getClass().getSimpleName())
              .isEqualTo(ordinary);
        });
  }
}
