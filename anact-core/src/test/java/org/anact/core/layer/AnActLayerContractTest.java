package org.anact.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What Deeplearning4j and its users ask of any layer, in networks that are not the suite's. */
final class AnActLayerContractTest {

  private static final AnActLayer LAYER = new AnActLayer(new ActivationTanH());

  @Test
  void instanceKeepsListenersIndexAndConfiguration() {
    ScoreIterationListener listener = new ScoreIterationListener(1);
    NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder().layer(LAYER).build();
    Layer layer =
        LAYER.instantiate(
            conf,
            List.of(listener),
            3,
            Nd4j.create(DataType.FLOAT, 1, LAYER.initializer().numParams(LAYER)),
            true,
            DataType.FLOAT);
    assertThat(layer.getListeners()).containsExactly(listener);
    assertThat(layer.getIndex()).isEqualTo(3);
    assertThat(layer.conf()).isSameAs(conf);
    assertThat(layer.type()).isEqualTo(Layer.Type.NORMALIZATION);
    assertThat(layer.isPretrainLayer()).isFalse();
    assertThat(conf.variables()).containsExactly("state", "alpha");
  }

  @Test
  void parametersAreNeitherWeightsNorBiasesNorPretrained() {
    AnActParamInitializer initializer = AnActParamInitializer.getInstance();
    assertThat(initializer.paramKeys(LAYER)).containsExactly("state", "alpha");
    assertThat(initializer.weightKeys(LAYER)).isEmpty();
    assertThat(initializer.biasKeys(LAYER)).isEmpty();
    for (String key : initializer.paramKeys(LAYER)) {
      assertThat(initializer.isWeightParam(LAYER, key)).as(key).isFalse();
      assertThat(initializer.isBiasParam(LAYER, key)).as(key).isFalse();
      assertThat(LAYER.isPretrainParam(key)).as(key).isFalse();
    }
  }

  /** f, f' and the result of every element. */
  @Test
  void memoryReportGrowsByThreeNumbersAnElement() {
    LayerMemoryReport report = LAYER.getMemoryReport(InputType.feedForward(50));
    assertThat(report.getWorkingMemoryVariableTrain()).containsEntry(CacheMode.NONE, 150L);
    assertThat(report.getWorkingMemoryFixedTrain()).containsEntry(CacheMode.NONE, 0L);
    assertThat(report.getParameterSize()).isEqualTo(6);
  }

  private static MultiLayerNetwork network(AnActLayer layer) {
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .updater(new Sgd(0.1))
            .list()
            .layer(layer)
            .layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
            .setInputType(InputType.feedForward(4))
            .build();
    MultiLayerNetwork net = new MultiLayerNetwork(conf);
    net.init();
    return net;
  }

  private static AnActLayer.Builder constrained() {
    return new AnActLayer.Builder(new ActivationTanH())
        .constrainAllParameters(new NonNegativeConstraint());
  }

  /** The mean of tanh is negative here: a state that were constrained would have it at 0. */
  @Test
  void constraintsOfAllParametersHoldForAlphaAlone() {
    MultiLayerNetwork net = network(constrained().build());
    AnActLayerImpl layer = AnActLayers.of(net).get(0);
    layer.getParam(AnActParamInitializer.ALPHA).assign(-100);
    INDArray input = Tensors.gaussian(3, DataType.FLOAT, 16, 4).subi(1);
    net.fit(new DataSet(input, Tensors.labels(DataType.FLOAT, 16, 3)));
    assertThat(layer.alpha()).isNotNegative();
    assertThat(layer.statistics().mu()).isNegative();
  }

  @Test
  void constraintsOfTheBuilderReachTheConfiguration() {
    assertThat(constrained().build().getConstraints()).hasSize(1);
    assertThat(LAYER.getConstraints()).isNullOrEmpty();
  }

  @Test
  void constraintsCanBeSetLater() {
    AnActLayer layer = new AnActLayer(new ActivationTanH());
    NonNegativeConstraint constraint = new NonNegativeConstraint();
    layer.setConstraints(List.of(constraint));
    assertThat(layer.getConstraints()).containsExactly(constraint);
    assertThat(constraint.getParams()).containsExactlyInAnyOrder("alpha", "function");
  }

  @Test
  void withoutInputNothingIsComputed() {
    AnActLayerImpl layer =
        new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), DataType.FLOAT).layer();
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    INDArray epsilon = Tensors.gaussian(2, DataType.FLOAT, 6, 5);
    for (boolean cleared : new boolean[] {false, true}) {
      if (cleared) {
        layer.setInput(Tensors.gaussian(1, DataType.FLOAT, 6, 5), none);
        layer.activate(true, none);
        layer.clear();
        assertThat(layer.input()).isNull();
      }
      assertThatThrownBy(() -> layer.activate(true, none))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> layer.backpropGradient(epsilon, none))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void optionsCopyWithAnotherBoundOfAlpha() {
    AnActOptions options = AnActOptions.defaults().withMomentum(0.5);
    assertThat(options.withAlphaBound(0.7))
        .returns(0.7, AnActOptions::alphaBound)
        .returns(0.5, AnActOptions::momentum)
        .isNotEqualTo(options);
    assertThat(options.withAlphaBound(0.7).withAlphaBound(0.3)).isEqualTo(options);
  }
}
