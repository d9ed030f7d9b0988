package org.anact.core.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;
import org.anact.core.activation.NamedActivation;
import org.anact.core.layer.ActivationLayers;
import org.anact.core.layer.AnActOptions;
import org.anact.core.signal.ActivationSite;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Networks whose activation is a formula, beside those with the suite's own. */
final class FormulaTrainingTest {

  private static final int STEPS = 5;

  static Stream<ActivationEntry> withKernel() {
    return Activations.STANDARD.stream().filter(entry -> entry.kernel() != null);
  }

  @ParameterizedTest
  @MethodSource("withKernel")
  void theTrainingCurveIsThatOfTheFunction(ActivationEntry entry) {
    ActivationEntry mine = Activations.ofFormula("mine", BuiltInFormulas.of(entry));
    for (boolean normalized : new boolean[] {false, true}) {
      double[] expected = losses(network(new NamedActivation(entry, normalized)));
      double[] actual = losses(network(new NamedActivation(mine, normalized)));
      assertThat(actual).containsExactly(expected, within(2e-6));
      assertThat(expected[STEPS - 1]).isNotEqualTo(expected[0]);
    }
  }

  @Test
  void layersUseTheKernelAndAreSavedWithTheFormula() throws Exception {
    ActivationEntry mine = Activations.ofFormula("eswish", "1.375 * x * sigmoid(x)");
    MultiLayerNetwork net = network(new NamedActivation(mine, false));
    losses(net);
    assertThat(Activations.kernel(((ActivationSite) net.getLayer(1)).function()))
        .get()
        .isInstanceOf(CompiledKernel.class);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(net, file, true);
    MultiLayerNetwork read =
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(file.toByteArray()), true);
    Tensors.assertSameBits(read.output(batch(9).getFeatures()), net.output(batch(9).getFeatures()));
  }

  private static MultiLayerNetwork network(NamedActivation activation) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Nesterovs(0.05, 0.9))
                .list()
                .layer(new DenseLayer.Builder().nOut(8).activation(Activation.IDENTITY).build())
                .layer(ActivationLayers.of(activation, AnActOptions.defaults()))
                .layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.feedForward(4))
                .build());
    net.init();
    return net;
  }

  private static double[] losses(MultiLayerNetwork net) {
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      net.fit(batch(step));
      losses.add(net.score());
    }
    return losses.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static DataSet batch(int seed) {
    return new DataSet(
        Tensors.gaussian(seed, DataType.FLOAT, 16, 4), Tensors.labels(DataType.FLOAT, 16, 3));
  }
}
