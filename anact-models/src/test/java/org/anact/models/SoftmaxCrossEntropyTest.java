package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.anact.core.activation.Activations;
import org.anact.core.training.SoftmaxCrossEntropy;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

final class SoftmaxCrossEntropyTest {

  private static final IActivation SOFTMAX = new ActivationSoftmax();

  private static double loss(INDArray labels, INDArray logits) {
    return new SoftmaxCrossEntropy().computeScore(labels, logits, SOFTMAX, null, true);
  }

  /** A probability of e^-200 underflows in float, and Deeplearning4j counts it as 1e-10. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void improbableLabelsHaveTheirExactLossAndGradient(DataType type) {
    INDArray logits =
        Nd4j.createFromArray(new double[][] {{200, 0, 0}, {0, 25, -25}, {1, 2, 3}}).castTo(type);
    INDArray labels =
        Nd4j.createFromArray(new double[][] {{0, 1, 0}, {0, 0, 1}, {0.2, 0.3, 0.5}}).castTo(type);
    double soft = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3)) - 2.3;
    INDArray losses = new SoftmaxCrossEntropy().computeScoreArray(labels, logits, SOFTMAX, null);
    assertThat(losses.shape()).containsExactly(3, 1);
    assertThat(losses.getDouble(0)).isEqualTo(200);
    assertThat(losses.getDouble(1)).isCloseTo(50, within(1e-5));
    assertThat(losses.getDouble(2)).isCloseTo(soft, within(1e-6));
    assertThat(loss(labels, logits)).isCloseTo((250 + soft) / 3, within(1e-6));
    INDArray gradient =
        new SoftmaxCrossEntropy().computeGradient(labels, logits.dup(), SOFTMAX, null);
    assertThat(gradient.getDouble(0, 0)).isEqualTo(1);
    assertThat(gradient.getDouble(0, 1)).isEqualTo(-1);
    assertThat(gradient.getDouble(0, 2)).isBetween(0.0, 1e-80);
  }

  @Test
  void theLossIsFiniteUnlessALogitIsNot() {
    INDArray labels = Tensors.labels(DataType.FLOAT, 1, 3);
    assertThat(loss(labels, Nd4j.createFromArray(new float[][] {{-3e38f, 3e38f, 0}}))).isFinite();
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertThat(loss(labels, Nd4j.createFromArray(new float[][] {{bad, 1, 2}}))).isNotFinite();
    }
  }

  /** What is trained, what is reported of a test set, and what Deeplearning4j evaluates. */
  @Test
  void networksTrainAndAreEvaluatedByIt() {
    NetworkSpec spec =
        NetworkSpec.of(Activations.standard().get("tanh"), new InputShape(1, 4, 4), 3, 1);
    ComputationGraphConfiguration conf = Models.standard().get("mlp").build(spec);
    assertThat(ComputationGraphConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    ComputationGraph net = new ComputationGraph(conf);
    net.init();
    net.getLayer("output").getParam("b").putScalar(2, 100);
    INDArray images = Tensors.gaussian(1, DataType.FLOAT, 2, 4, 4, 1);
    DataSet batch = new DataSet(images, Tensors.labels(DataType.FLOAT, 2, 3));
    double[][] logits = SoftmaxCrossEntropy.logits(net, images);
    double expected = 0;
    for (int i = 0; i < 2; i++) {
      expected += (SoftmaxCrossEntropy.logSum(logits[i]) - logits[i][i]) / 2;
    }
    assertThat(expected).isBetween(80.0, 120.0);
    assertThat(net.score(batch)).isCloseTo(expected, within(1e-4));
    net.fit(batch);
    assertThat(net.score()).isCloseTo(expected, within(1e-4));
    assertThat(net.outputSingle(images).sum(1).toDoubleVector()).containsOnly(1.0);
  }
}
