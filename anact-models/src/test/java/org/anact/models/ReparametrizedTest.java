package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.anact.core.activation.Activations;
import org.anact.core.layer.AnActOptions;
import org.anact.core.layer.LadderRung;
import org.anact.core.training.Optimizer;
import org.anact.core.training.PairedNormal;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.models.network.PlainStack;
import org.anact.models.network.Vgg;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The control of the decomposition has vanilla's function and ANAct's step: vanilla weights whose
 * gain is g train at g^2 times the control's rate as the control does; biases, and weights that
 * read the image, at the same rate. In double, by plain gradient descent.
 */
final class ReparametrizedTest {

  private static final double RATE = 0.02;
  private static final int STEPS = 3;
  private static final double PRECISION = 1e-11;
  private static final INDArray IMAGES = Tensors.gaussian(3, DataType.DOUBLE, 6, 8, 8, 1);
  private static final DataSet BATCH = new DataSet(IMAGES, Tensors.labels(DataType.DOUBLE, 6, 3));

  private static final Map<String, Architecture> NETWORKS =
      Map.of(
          "mlp",
          Models.standard().get("mlp").architecture(),
          "cnn",
          Models.standard().get("cnn").architecture(),
          "plain",
          spec -> PlainStack.build(spec, 7),
          "vgg",
          spec -> Vgg.build(spec, List.of(List.of(8), List.of(8, 12)), 16));

  @ParameterizedTest
  @CsvSource({
    "mlp, swish",
    "cnn, relu",
    "cnn, swish",
    "plain, relu",
    "plain, swish",
    "cnn, prelu",
    "mlp, swish_beta"
  })
  void plainNetworkIsVanillaWithWeightsAtTheSquareOfTheirGain(String network, String activation) {
    check(network, activation);
  }

  /** Weights before batch norm have a gain of 1, and the same step in both. */
  @Test
  void batchNormedWeightsTrainAtTheSameRate() {
    check("vgg", "swish");
  }

  private static void check(String network, String activation) {
    ComputationGraph control =
        initialized(NETWORKS.get(network).build(spec("n" + activation, LadderRung.REPARAMETRIZED)));
    ComputationGraph vanilla = vanilla(network, activation, gain -> gain * gain * RATE);
    ComputationGraph atOneRate = vanilla(network, activation, gain -> RATE);
    INDArray before = vanilla.outputSingle(true, IMAGES);
    assertThat(Tensors.largest(before.sub(1.0 / 3))).isGreaterThan(0.05);
    Tensors.assertNear("first", control.outputSingle(true, IMAGES), before, PRECISION);
    atOneRate.outputSingle(true, IMAGES);
    for (ComputationGraph net : List.of(control, vanilla, atOneRate)) {
      for (int step = 0; step < STEPS; step++) {
        net.fit(BATCH);
      }
    }
    INDArray expected = vanilla.outputSingle(true, IMAGES);
    assertThat(Tensors.largest(expected.sub(before))).isGreaterThan(1e-2);
    Tensors.assertNear("output", control.outputSingle(true, IMAGES), expected, PRECISION);
    assertThat(Tensors.largest(atOneRate.outputSingle(true, IMAGES).sub(expected)))
        .isGreaterThan(1e-3);

    for (Layer layer : vanilla.getLayers()) {
      INDArray learned = layer.paramTable().get("function");
      if (learned != null) {
        String name = layer.conf().getLayer().getLayerName();
        INDArray other = control.getLayer(name).getParam("function");
        Tensors.assertNear(name, other, learned, PRECISION);
      }
    }
    Map<String, Double> gains = gains(vanilla.getConfiguration());
    assertThat(gains.values()).contains(1.0).anyMatch(gain -> gain > 1.3);
    gains.forEach(
        (layer, gain) -> {
          INDArray weights = control.getLayer(layer).getParam("W");
          Tensors.assertNear(
              layer, weights.mul(gain), vanilla.getLayer(layer).getParam("W"), PRECISION);
          Tensors.assertNear(
              layer + " biases",
              control.getLayer(layer).getParam("b"),
              vanilla.getLayer(layer).getParam("b"),
              PRECISION);
        });
  }

  /**
   * A vanilla network.
   *
   * @param rate of weights, from their initial gain; that of all other parameters is {@link #RATE}
   */
  private static ComputationGraph vanilla(
      String network, String activation, DoubleUnaryOperator rate) {
    ComputationGraphConfiguration conf =
        NETWORKS.get(network).build(spec(activation, LadderRung.ANACT));
    gains(conf)
        .forEach(
            (name, gain) -> {
              BaseLayer layer = (BaseLayer) layer(conf, name);
              layer.setIUpdater(new Sgd(rate.applyAsDouble(gain)));
              layer.setBiasUpdater(new Sgd(RATE));
            });
    return initialized(conf);
  }

  private static NetworkSpec spec(String activation, LadderRung rung) {
    return NetworkSpec.of(Activations.standard().get(activation), new InputShape(1, 8, 8), 3, 5)
        .withDataType(DataType.DOUBLE)
        .withOptimizer(Optimizer.sgd(RATE))
        .withOptions(rung.of(AnActOptions.defaults()));
  }

  /** Batch norm's eps, which is added to variances of another size, is as good as nothing. */
  private static ComputationGraph initialized(ComputationGraphConfiguration conf) {
    for (String name : conf.getVertices().keySet()) {
      if (layer(conf, name) instanceof BatchNormalization norm) {
        norm.setEps(1e-15);
      }
    }
    ComputationGraph net = new ComputationGraph(conf);
    net.init();
    return net;
  }

  /** The gain of the weights of each layer that has any, by its name. */
  private static Map<String, Double> gains(ComputationGraphConfiguration conf) {
    Map<String, Double> gains = new TreeMap<>();
    for (String name : conf.getVertices().keySet()) {
      if (layer(conf, name) instanceof BaseLayer weights
          && weights.getWeightInitFn() instanceof PairedNormal draws) {
        gains.put(name, draws.gain());
      }
    }
    return gains;
  }

  private static Object layer(ComputationGraphConfiguration conf, String name) {
    return conf.getVertices().get(name) instanceof LayerVertex vertex
        ? vertex.getLayerConf().getLayer()
        : null;
  }
}
