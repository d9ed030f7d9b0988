package org.anact.models.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.anact.core.activation.Activations;
import org.anact.core.layer.ParametricActivationLayer;
import org.anact.models.ModelEntry;
import org.anact.models.Models;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkBuilder;
import org.anact.models.network.NetworkSpec;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class NetworkCostTest {

  private static NetworkSpec spec(String activation) {
    return NetworkSpec.of(Activations.standard().get(activation), new InputShape(3, 8, 12), 10, 1);
  }

  /** A 3 x 3 convolution, batch norm, pooling and the classifier, counted by hand. */
  @Test
  void costIsThatOfTheHandCount() {
    NetworkSpec spec = spec("relu");
    NetworkBuilder net = new NetworkBuilder(spec);
    String last = net.convolution("conv", NetworkBuilder.INPUT, 5, 3, 2, true);
    last = net.activation("act", net.batchNorm("bn", last));
    ComputationGraphConfiguration conf = net.classifier(net.maxPool("pool", last));
    NetworkCost cost = NetworkCost.of(conf, spec.inputType());
    // The convolution turns 8 x 12 into 4 x 6, the pooling that into 2 x 3.
    assertThat(cost.parameters()).isEqualTo((3 * 9 * 5 + 5) + 2 * 5 + (30 * 10 + 10));
    assertThat(cost.state()).isEqualTo(2 * 5);
    assertThat(cost.multiplyAdds()).isEqualTo(4 * 6 * 3 * 9 * 5 + 30 * 10);
    assertThat(cost.activations()).isEqualTo(3 * 4 * 6 * 5 + 30 + 10);
    assertThat(cost.largestActivation()).isEqualTo(4 * 6 * 5);
    assertThat(cost.trainingBytes(7, 1)).isEqualTo(4 * (3 * (460 + 10) + 7 * (400 + 2 * 120)));
    assertThat(cost.trainingBytes(7, 2) - cost.trainingBytes(7, 1)).isEqualTo(4 * (460 + 10));
  }

  @ParameterizedTest
  @CsvSource({
    "mlp, relu",
    "cnn, nswish",
    "resnet8, relu",
    "resnet14, ntanh",
    "plain10, relu",
    "plain10, nelu",
    "resnet8, nprelu",
    "mlp, swish_beta"
  })
  void parametersAndStateAreThoseOfTheNetworkItself(String model, String activation) {
    ComputationGraph net =
        new ComputationGraph(Models.standard().get(model).build(spec(activation)));
    net.init();
    NetworkCost cost = Models.standard().get(model).cost(spec(activation));
    assertThat(cost.parameters() + cost.state()).isEqualTo(net.numParams());
  }

  /** One alpha is trained and five running values are not, at each of the 7 sites of resnet8. */
  @Test
  void normalizingAddsOneParameterForEachSite() {
    NetworkCost plain = Models.standard().get("resnet8").cost(spec("relu"));
    NetworkCost normalized = Models.standard().get("resnet8").cost(spec("nrelu"));
    assertThat(normalized.parameters() - plain.parameters()).isEqualTo(7);
    assertThat(normalized.state() - plain.state()).isEqualTo(5 * 7);
    assertThat(normalized.multiplyAdds()).isEqualTo(plain.multiplyAdds());
  }

  static Stream<ModelEntry> networks() {
    return Models.standard().entries().stream();
  }

  /** Both arms have the same further parameters, whatever the network. */
  @ParameterizedTest
  @MethodSource("networks")
  void parametricActivationsAddTheirParametersToEveryNetworkInBothForms(ModelEntry entry) {
    NetworkCost relu = entry.cost(spec("relu"));
    long sites = entry.cost(spec("nrelu")).parameters() - relu.parameters();
    assertThat(sites).isPositive();
    NetworkCost perLayer = entry.cost(spec("swish_beta"));
    assertThat(perLayer.parameters() - relu.parameters()).isEqualTo(sites);
    NetworkCost perChannel = entry.cost(spec("prelu"));
    assertThat(perChannel.parameters() - relu.parameters())
        .isEqualTo(channels(entry.build(spec("prelu"))))
        .isGreaterThan(sites);
    for (String name : List.of("prelu", "swish_beta")) {
      NetworkCost plain = entry.cost(spec(name));
      NetworkCost normalized = entry.cost(spec("n" + name));
      assertThat(normalized.parameters() - plain.parameters()).isEqualTo(sites);
      assertThat(normalized.state() - plain.state()).isEqualTo(5 * sites);
      assertThat(plain.state()).isEqualTo(relu.state());
    }
  }

  /** Channels, or units, of what all activations of a network get. */
  private static long channels(ComputationGraphConfiguration conf) {
    Map<String, InputType> outputs = conf.getLayerActivationTypes(spec("relu").inputType());
    return conf.getVertices().entrySet().stream()
        .filter(
            entry ->
                entry.getValue() instanceof LayerVertex vertex
                    && vertex.getLayerConf().getLayer() instanceof ParametricActivationLayer)
        .map(entry -> outputs.get(entry.getKey()))
        .mapToLong(
            type ->
                type instanceof InputType.InputTypeConvolutional images
                    ? images.getChannels()
                    : type.arrayElementsPerExample())
        .sum();
  }

  @Test
  void orderOfDimensionsChangesNothing() {
    assertThat(Models.standard().get("cnn").cost(spec("relu").withFormat(CNN2DFormat.NCHW)))
        .isEqualTo(Models.standard().get("cnn").cost(spec("relu")));
  }

  @Test
  void configurationStaysAsItIs() {
    ComputationGraphConfiguration conf = Models.standard().get("vgg16").build(spec("relu"));
    String before = conf.toJson();
    assertThat(NetworkCost.of(conf, spec("relu").inputType()).parameters()).isPositive();
    assertThat(conf.toJson()).isEqualTo(before);
  }

  @Test
  void everyInputNeedsItsShape() {
    ComputationGraphConfiguration conf = Models.standard().get("mlp").build(spec("relu"));
    assertThatThrownBy(() -> NetworkCost.of(conf)).isInstanceOf(IllegalArgumentException.class);
  }
}
