package org.anact.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anact.core.activation.Activations;
import org.anact.core.fast.FastActivation;
import org.anact.core.kernel.Kernels;
import org.anact.core.signal.ActivationSite;
import org.anact.core.signal.SiteObserver;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationRationalTanh;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An observer sees what goes through an activation in training, and nothing of inference. */
final class ObservedLayerTest {

  private static final INDArray INPUT = Tensors.gaussian(1, DataType.FLOAT, 6, 5);
  private static final INDArray EPSILON = Tensors.gaussian(2, DataType.FLOAT, 6, 5);

  @AfterEach
  void kernelsOnAgain() {
    System.clearProperty(Kernels.PROPERTY);
  }

  private static final class Seen implements SiteObserver {

    private final Map<String, INDArray> tensors = new LinkedHashMap<>();

    @Override
    public void input(INDArray y) {
      tensors.put("y", y.dup());
    }

    @Override
    public void outputGradient(INDArray gradient) {
      tensors.put("dL/dout", gradient.dup());
    }

    @Override
    public void inputGradient(INDArray gradient) {
      tensors.put("dL/dy", gradient.dup());
    }
  }

  private static Layer plain() {
    FastActivation configuration = new FastActivation(new ActivationTanH());
    configuration.setLayerName("site");
    NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder().layer(configuration).build();
    return configuration.instantiate(conf, List.of(), 0, null, false, DataType.FLOAT);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void observerSeesTheTrainingPass(boolean normalized, boolean kernels) {
    System.setProperty(Kernels.PROPERTY, Boolean.toString(kernels));
    Layer layer =
        normalized
            ? new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), DataType.FLOAT)
                .layer()
            : plain();
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    Seen seen = new Seen();
    ((ActivationSite) layer).observe(seen);
    layer.setInput(INPUT.dup(), none);
    layer.activate(false, none);
    assertThat(seen.tensors).isEmpty();

    layer.setInput(INPUT.dup(), none);
    layer.activate(true, none);
    INDArray back = layer.backpropGradient(EPSILON.dup(), none).getSecond();
    assertThat(seen.tensors).containsOnlyKeys("y", "dL/dout", "dL/dy");
    assertThat(seen.tensors.get("y")).isEqualTo(INPUT);
    assertThat(seen.tensors.get("dL/dout")).isEqualTo(EPSILON);
    assertThat(seen.tensors.get("dL/dy")).isEqualTo(back);
  }

  @Test
  void onlyNamesOfNormalizedActivationsStandForAnAct() {
    AnActOptions options = AnActOptions.defaults().withMomentum(0.5);
    assertThat(ActivationLayers.of(Activations.standard().get("tanh"), options))
        .isInstanceOf(FastActivation.class);
    assertThat(ActivationLayers.of(Activations.standard().get("ntanh"), options))
        .isInstanceOfSatisfying(
            AnActLayer.class, layer -> assertThat(layer.getOptions()).isEqualTo(options));
  }

  @Test
  void aPlainSiteScalesAndCentresNothing() {
    ActivationSite site = (ActivationSite) plain();
    assertThat(site.name()).isEqualTo("site");
    assertThat(site.function()).isEqualTo(new ActivationTanH());
    assertThat(site.lambda()).isEqualTo(1.0);
    assertThat(site.scale()).isEqualTo(1.0);
    assertThat(site.mu()).isZero();
    assertThat(site.alpha()).isZero();
  }

  @Test
  void aNormalizedSiteTellsWhatItApplies() {
    StandaloneLayer standalone =
        new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), DataType.FLOAT);
    standalone.setAlpha(0.4);
    standalone.train(INPUT.add(0.5));
    AnActLayerImpl site = standalone.layer();
    assertThat(site.name()).isEqualTo("site");
    assertThat(site.function()).isEqualTo(new ActivationTanH());
    assertThat(site.alpha()).isEqualTo((double) 0.4f);
    assertThat(site.mu()).isEqualTo(site.statistics().mu()).isNotZero();
    assertThat(site.scale()).isEqualTo(site.lambda() + 0.3 * Math.tanh((double) 0.4f));
    assertThat(
            new StandaloneLayer(
                    new ActivationTanH(), AnActOptions.defaults().withCentre(false), DataType.FLOAT)
                .layer()
                .mu())
        .isZero();
  }

  /** A gradient of tensors that are gone would be a wrong one. */
  @Test
  void goingBackWithoutATrainingPassIsRefused() {
    System.setProperty(Kernels.PROPERTY, "false");
    StandaloneLayer layer =
        new StandaloneLayer(
            Activations.standard().get("tanh").base().create(),
            AnActOptions.defaults(),
            DataType.FLOAT);
    layer.infer(INPUT.dup());
    assertThatThrownBy(() -> layer.back(EPSILON))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("layer 'site' has no training pass");
    layer.train(INPUT.dup());
    layer.back(EPSILON);
    layer.infer(INPUT.dup());
    assertThatThrownBy(() -> layer.back(EPSILON)).isInstanceOf(IllegalStateException.class);
  }

  /** The kernels need nothing but the input, and so tell that it is they that compute. */
  @Test
  void kernelsComputeFloatsUnlessTheyAreOff() {
    for (String name : List.of("tanh", "nothing of the list")) {
      for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
        for (boolean on : new boolean[] {true, false}) {
          System.setProperty(Kernels.PROPERTY, Boolean.toString(on));
          IActivation function =
              name.equals("tanh") ? new ActivationTanH() : new ActivationRationalTanh();
          StandaloneLayer layer = new StandaloneLayer(function, AnActOptions.defaults(), type);
          layer.infer(INPUT.castTo(type).dup());
          boolean byKernel = on && type == DataType.FLOAT && name.equals("tanh");
          assertThat(catchThrowable(() -> layer.back(EPSILON.castTo(type))) == null)
              .as("%s in %s with kernels %s", name, type, on)
              .isEqualTo(byKernel);
        }
      }
    }
  }
}
