package org.anact.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.anact.testing.Tensors;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Deeplearning4j with oneDNN computes what it computes without, over whole training steps. */
final class HelperParityTest {

  @AfterEach
  void helpersOnAgain() {
    System.setProperty(NativeBackend.HELPERS_DISABLED_PROPERTY, "false");
  }

  @Test
  void trainingWithHelpersEqualsTrainingWithout() {
    assumeTrue(OneDnn.isUsedByBackend(), "this platform's ND4J has no oneDNN");
    MultiLayerNetwork fast = network(true);
    MultiLayerNetwork plain = network(false);
    assertThat(fast.getLayer(0).getHelper()).isNotNull();
    assertThat(plain.getLayer(0).getHelper()).isNull();
    plain.setParams(fast.params().dup());
    INDArray input = Tensors.gaussian(1, DataType.FLOAT, 8, 2, 12, 12);
    INDArray labels = Tensors.labels(DataType.FLOAT, 8, 3);
    for (int step = 0; step < 10; step++) {
      fast.fit(new DataSet(input, labels));
      plain.fit(new DataSet(input, labels));
      assertThat(fast.score()).as("loss of step %d", step).isCloseTo(plain.score(), nearly());
    }
    Tensors.assertNear("parameters", fast.params(), plain.params(), 1e-3);
    Tensors.assertNear("output", fast.output(input), plain.output(input), 1e-3);
  }

  private static Offset<Double> nearly() {
    return Offset.offset(1e-4);
  }

  private static MultiLayerNetwork network(boolean helpers) {
    System.setProperty(NativeBackend.HELPERS_DISABLED_PROPERTY, Boolean.toString(!helpers));
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(8)
                .updater(new Nesterovs(0.05, 0.9))
                .convolutionMode(ConvolutionMode.Same)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .nOut(6)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new BatchNormalization())
                .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .nOut(4)
                        .stride(2, 2)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.convolutional(12, 12, 2))
                .build());
    net.init();
    return net;
  }
}
