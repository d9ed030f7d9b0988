package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.anact.core.activation.Activations;
import org.anact.core.layer.AnActLayer;
import org.anact.core.layer.AnActLayers;
import org.anact.core.training.Optimizer;
import org.anact.core.training.PairedNormal;
import org.anact.models.initialization.Initialization;
import org.anact.models.network.CifarResNet;
import org.anact.models.network.InputShape;
import org.anact.models.network.Mlp;
import org.anact.models.network.NetworkSpec;
import org.anact.models.network.PlainStack;
import org.anact.models.network.Vgg;
import org.anact.models.network.WideResNet;
import org.anact.registry.UnknownNameException;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Nesterovs;

final class ModelsTest {

  private static final InputShape GREY = new InputShape(1, 28, 28);
  private static final InputShape COLOUR = new InputShape(3, 32, 32);

  private static NetworkSpec spec(String activation, InputShape shape, long seed) {
    return NetworkSpec.of(Activations.standard().get(activation), shape, 10, seed);
  }

  private static ComputationGraph network(ModelEntry entry, NetworkSpec spec) {
    ComputationGraph net = new ComputationGraph(entry.build(spec));
    net.init();
    return net;
  }

  /** Batch norm's running mean and variance, and ANAct's state, are no trained parameters. */
  private static long trainable(ComputationGraph net) {
    long count = 0;
    for (Layer layer : net.getLayers()) {
      for (Map.Entry<String, INDArray> param : layer.paramTable().entrySet()) {
        boolean state =
            layer instanceof BatchNormalization
                && List.of("mean", "var", "log10stdev").contains(param.getKey());
        count += state ? 0 : param.getValue().length();
      }
    }
    return count;
  }

  /** 272,474 is the widely published count of ResNet-20 with projection shortcuts. */
  @ParameterizedTest
  @CsvSource({"resnet20, 272474", "resnet14, 175258", "resnet8, 78042"})
  void residualNetworksHaveTheirPublishedSize(String name, long parameters) {
    assertThat(trainable(network(Models.standard().get(name), spec("relu", COLOUR, 1))))
        .isEqualTo(parameters);
  }

  @Test
  void weightsHaveTheVarianceOfTheirFanIn() {
    ComputationGraph net = network(Models.standard().get("mlp"), spec("nrelu", COLOUR, 1));
    INDArray weights = net.getLayer("dense1").getParam("W");
    assertThat(weights.size(0)).isEqualTo(3072);
    assertThat(weights.var(false).getDouble(0) * 3072).isCloseTo(1.0, within(0.02));
    assertThat(Math.abs(weights.meanNumber().doubleValue()) * Math.sqrt(3072)).isLessThan(0.01);
  }

  static Stream<Named<Architecture>> plainNetworks() {
    return Stream.of(
        Named.of("mlp", Models.standard().get("mlp").architecture()),
        Named.of("cnn", Models.standard().get("cnn").architecture()),
        Named.of("plain7", spec -> PlainStack.build(spec, 7)));
  }

  static Stream<Named<Architecture>> batchNormedNetworks() {
    return Stream.of(
        Named.of("wrn-10-1", spec -> WideResNet.build(spec, 10, 1)),
        Named.of("wrn-10-2", spec -> WideResNet.build(spec, 10, 2)),
        Named.of("small VGG", spec -> Vgg.build(spec, List.of(List.of(8), List.of(8, 12)), 16)));
  }

  /** Up to mu, so without centring; at lambda's first value, so without the batch's statistics. */
  private static ComputationGraph start(Architecture architecture, NetworkSpec spec) {
    NetworkSpec uncentred =
        spec.withDataType(DataType.DOUBLE).withOptions(spec.options().withCentre(false));
    ComputationGraph net = new ComputationGraph(architecture.build(uncentred));
    net.init();
    AnActLayers.of(net).forEach(layer -> layer.setFrozen(true));
    return net;
  }

  private static double difference(Architecture architecture, String activation, boolean training) {
    INDArray images = Tensors.gaussian(2, DataType.DOUBLE, 4, 28, 28, 1);
    ComputationGraph normalized = start(architecture, spec("n" + activation, GREY, 4));
    ComputationGraph vanilla = start(architecture, spec(activation, GREY, 4));
    INDArray first = normalized.feedForward(images, training).get("output");
    INDArray second = vanilla.feedForward(images, training).get("output");
    assertThat(first.std(0).maxNumber().doubleValue()).isGreaterThan(1e-3);
    return Tensors.largest(first.sub(second));
  }

  @ParameterizedTest
  @MethodSource("plainNetworks")
  void vanillaAndNormalizedPlainNetworksStartFromTheSameFunction(Architecture architecture) {
    for (String activation : List.of("swish", "prelu", "swish_beta")) {
      assertThat(difference(architecture, activation, false)).as(activation).isLessThan(1e-9);
      assertThat(difference(architecture, activation, true)).as(activation).isLessThan(1e-9);
    }
  }

  /** But for batch norm's eps, which is added to variances of another size. */
  @ParameterizedTest
  @MethodSource("batchNormedNetworks")
  void vanillaAndNormalizedBatchNormedNetworksTrainFromTheSameFunction(Architecture architecture) {
    assertThat(difference(architecture, "swish", true)).isLessThan(1e-4);
  }

  /** Where the function does not see g, the size of a step relative to its weights does. */
  @ParameterizedTest
  @CsvSource({
    "FAIR_UNIT_BEFORE_NORM, relu, true",
    "SAME, relu, true",
    "HE, relu, true",
    "FAIR_UNIT_BEFORE_NORM, nrelu, false"
  })
  void weightsThatBatchNormFollowsHaveOneGainInBothArms(
      Initialization rule, String activation, boolean vanilla) {
    double root = Math.sqrt(2);
    double before = rule == Initialization.HE ? root : 1;
    double elsewhere = rule == Initialization.SAME || !vanilla ? 1 : root;
    NetworkSpec spec = spec(activation, GREY, 4).withInitialization(rule);
    Map<String, Double> wrn = gains(WideResNet.build(spec, 10, 2));
    assertThat(wrn.get("stem_conv")).isEqualTo(1);
    assertThat(wrn.get("g2b1_conv1")).isEqualTo(before);
    for (String unnormed : List.of("g2b1_conv2", "g2b1_short_conv", "output")) {
      assertThat(wrn.get(unnormed)).as(unnormed).isCloseTo(elsewhere, within(1e-9));
    }
    Map<String, Double> resNet = gains(CifarResNet.build(spec, 8, 1));
    for (String normed : List.of("s1b1_conv1", "s2b1_conv2", "s2b1_short_conv")) {
      assertThat(resNet.get(normed)).as(normed).isEqualTo(before);
    }
    assertThat(resNet.get("output")).isCloseTo(elsewhere, within(1e-9));
    Map<String, Double> vgg = gains(Vgg.build(spec, List.of(List.of(8), List.of(8, 12)), 16));
    assertThat(vgg.get("s2c2_conv")).isEqualTo(before);
    assertThat(vgg.get("dense1")).isCloseTo(elsewhere, within(1e-9));
    Map<String, Double> plain = gains(PlainStack.build(spec, 4));
    assertThat(plain.get("s2c1_conv")).isCloseTo(elsewhere, within(1e-9));
  }

  private static Map<String, Double> gains(ComputationGraphConfiguration conf) {
    Map<String, Double> gains = new HashMap<>();
    conf.getVertices()
        .forEach(
            (name, vertex) -> {
              if (vertex instanceof LayerVertex layer
                  && layer.getLayerConf().getLayer() instanceof BaseLayer weights
                  && weights.getWeightInitFn() instanceof PairedNormal draws) {
                gains.put(name, draws.gain());
              }
            });
    return gains;
  }

  /**
   * Identity shortcuts after the activation carry lambda f(y) in one and f(y) in the other, beside
   * batch-normed branches that are equal, but for the eps.
   */
  @Test
  void postActivationResNetsStartFromTheSameFunctionUpToTheirFirstIdentityShortcut() {
    INDArray images = Tensors.gaussian(2, DataType.DOUBLE, 4, 28, 28, 1);
    Architecture resNet = spec -> CifarResNet.build(spec, 8, 2);
    NetworkSpec swish = spec("swish", GREY, 4);
    Map<String, INDArray> normalized =
        start(resNet, spec("nswish", GREY, 4)).feedForward(images, true);
    Map<String, INDArray> fair = start(resNet, swish).feedForward(images, true);
    double lambda = Initialization.FAIR_UNIT_BEFORE_NORM.gain(swish.activation(), true);

    Tensors.assertNear("branch", normalized.get("s1b1_bn2"), fair.get("s1b1_bn2"), 1e-4);
    INDArray stem = fair.get("stem_act");
    Tensors.assertNear("stem", normalized.get("stem_act"), stem.mul(lambda), 1e-9);
    INDArray apart = normalized.get("s1b1_add").sub(fair.get("s1b1_add"));
    Tensors.assertNear("shortcut", apart, stem.mul(lambda - 1), 1e-4);
    assertThat(normalized.get("output").distance2(fair.get("output"))).isGreaterThan(0.01);
  }

  @Test
  void ablationsOfTheInitializationSetTheirGains() {
    assertThat(gain(Initialization.SAME, "swish")).isEqualTo(1.0);
    assertThat(gain(Initialization.HE, "swish")).isEqualTo(Math.sqrt(2));
    assertThat(gain(Initialization.HE, "nswish")).isEqualTo(Math.sqrt(2));
    assertThat(gain(Initialization.FAIR_UNIT_BEFORE_NORM, "nswish")).isEqualTo(1.0);
    assertThat(gain(Initialization.FAIR_UNIT_BEFORE_NORM, "relu"))
        .isCloseTo(Math.sqrt(2), within(1e-9));
  }

  private static double gain(Initialization rule, String activation) {
    return rule.gain(Activations.standard().get(activation), true);
  }

  @Test
  void configurationSurvivesJson() {
    ComputationGraphConfiguration conf =
        CifarResNet.build(
            spec("nmish", GREY, 4).withOptimizer(Optimizer.of(new Nesterovs(0.1), 5e-4)), 8, 1);
    assertThat(ComputationGraphConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void weightDecayReachesWeightsAloneAndNotTheScore(boolean decoupled) {
    Optimizer optimizer = new Optimizer(new Nesterovs(0.1), 0.5, decoupled, true, 0);
    ComputationGraph all =
        new ComputationGraph(Mlp.build(spec("nswish", GREY, 4).withOptimizer(optimizer)));
    all.init();
    assertThat(AnActLayers.of(all)).isNotEmpty();
    for (Layer layer : all.getLayers()) {
      if (layer.conf().getLayer() instanceof AnActLayer anact) {
        layer
            .paramTable()
            .keySet()
            .forEach(name -> assertThat(anact.getRegularizationByParam(name)).isNullOrEmpty());
      }
    }
    optimizer = new Optimizer(new Nesterovs(0.1), 0.5, decoupled, false, 0);
    ComputationGraphConfiguration conf =
        Mlp.build(spec("nswish", GREY, 4).withOptimizer(optimizer));
    assertThat(ComputationGraphConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    ComputationGraph net = new ComputationGraph(conf);
    net.init();
    assertThat(net.calcRegularizationScore(true)).isZero();
    assertThat(net.getLayer("dense1").conf().getLayer().getRegularizationByParam("W")).hasSize(1);
    assertThat(net.getLayer("dense1").conf().getLayer().getRegularizationByParam("b"))
        .isNullOrEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 9, 10, 12})
  void depthThatIsNo6nPlus2IsRefused(int depth) {
    assertThatThrownBy(() -> CifarResNet.build(spec("relu", GREY, 1), depth, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not " + depth);
  }

  @Test
  void unknownModelIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Models.standard().get("resnet02"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("unknown model 'resnet02'")
        .hasMessageContaining("did you mean 'resnet");
  }
}
