package org.anact.core.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;
import org.anact.core.kernel.ElementwiseActivation;
import org.anact.core.statistics.RhoForm;
import org.anact.testing.SimulatedDevice;
import org.anact.testing.SimulatedDevice.Counts;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ANAct where the host cannot read tensors is the kernel's, with one copy to the host in a step.
 */
final class DeviceAnActTest {

  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  static Stream<Arguments> layers() {
    AnActOptions defaults = AnActOptions.defaults();
    Stream<Arguments> options =
        Stream.of(
                defaults.withCentre(false),
                defaults.withLearnableAlpha(false),
                defaults.withRhoForm(RhoForm.RAW),
                defaults.withStatistics(AnActOptions.Statistics.BATCH),
                defaults.withStatistics(AnActOptions.Statistics.STATIC))
            .map(each -> Arguments.of(new ActivationTanH(), each));
    return Stream.concat(
        Activations.STANDARD.stream()
            .map(ActivationEntry::create)
            .filter(function -> !(function instanceof ElementwiseActivation))
            .map(function -> Arguments.of(function, defaults)),
        options);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aStepIsTheKernelsAndFetchesOnce(IActivation function, AnActOptions options) {
    StandaloneLayer host = layer(function, options);
    try (SimulatedDevice device = SimulatedDevice.open()) {
      StandaloneLayer layer = layer(function, options);
      device.refuseAccess(layer.layer().params(), layer.layer().getGradientsViewArray());
      for (int step = 0; step < 3; step++) {
        INDArray y = Tensors.gaussian(step, DataType.FLOAT, 6, 5, 7, 4).muli(1.5).addi(0.2);
        INDArray epsilon = Tensors.gaussian(9 + step, DataType.FLOAT, y.shape());
        INDArray[] found = new INDArray[2];
        Counts counts =
            device.during(
                () -> {
                  found[0] = layer.train(y);
                  found[1] = layer.back(epsilon).getSecond();
                });
        assertThat(counts.fetches()).isEqualTo(1);
        assertThat(counts.bytesFetched()).isLessThan(64);
        Tensors.assertClose("output", found[0], host.train(y), 2e-5);
        Tensors.assertClose("dL/dy", found[1], host.back(epsilon).getSecond(), 2e-5);
      }
      agree(layer, host);
      INDArray y = Tensors.gaussian(5, DataType.FLOAT, 6, 5, 7, 4);
      Tensors.assertClose("inference", layer.infer(y), host.infer(y), 2e-5);
    }
  }

  private static StandaloneLayer layer(IActivation function, AnActOptions options) {
    StandaloneLayer layer = new StandaloneLayer(function, options, DataType.FLOAT);
    layer.setAlpha(0.5);
    return layer;
  }

  private static void agree(StandaloneLayer device, StandaloneLayer host) {
    Tensors.assertClose("state", device.layer().params(), host.layer().params(), 2e-5);
    Tensors.assertClose(
        "gradients",
        device.layer().getGradientsViewArray(),
        host.layer().getGradientsViewArray(),
        // Sums whose terms nearly cancel.
        1e-3);
    assertThat(device.layer().statistics().batches())
        .isEqualTo(host.layer().statistics().batches());
  }

  /** Without a function of ND4J's operations, tensors do go to the host, but nothing is refused. */
  static Stream<IActivation> computedOnTheHost() {
    return Activations.STANDARD.stream()
        .map(ActivationEntry::create)
        .filter(ElementwiseActivation.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("computedOnTheHost")
  void functionsOfTheHostAgreeToo(IActivation function) {
    for (String prefix : List.of("", "n")) {
      String name = prefix + name(function);
      org.deeplearning4j.nn.api.Layer host = fromList(name);
      INDArray y = Tensors.gaussian(3, DataType.FLOAT, 6, 5);
      INDArray epsilon = Tensors.gaussian(4, DataType.FLOAT, 6, 5);
      INDArray output = host.activate(y, true, NONE);
      INDArray back = host.backpropGradient(epsilon, NONE).getSecond();
      try (SimulatedDevice device = SimulatedDevice.open()) {
        org.deeplearning4j.nn.api.Layer layer = fromList(name);
        if (layer.numParams() > 0) {
          device.refuseAccess(layer.params(), layer.getGradientsViewArray());
        }
        INDArray input = y.dup();
        Tensors.assertClose(name, layer.activate(input, true, NONE), output, 2e-5);
        Tensors.assertClose(
            name, layer.backpropGradient(epsilon.dup(), NONE).getSecond(), back, 2e-5);
        if (layer.numParams() > 0) {
          Tensors.assertClose(
              name, layer.getGradientsViewArray(), host.getGradientsViewArray(), 1e-3);
        }
      }
    }
  }

  private static String name(IActivation function) {
    return Activations.STANDARD.stream()
        .filter(entry -> entry.create().equals(function))
        .findFirst()
        .orElseThrow()
        .name();
  }

  private static org.deeplearning4j.nn.api.Layer fromList(String name) {
    org.deeplearning4j.nn.conf.layers.Layer conf =
        ActivationLayers.of(Activations.standard().get(name), AnActOptions.defaults());
    conf.setNIn(org.deeplearning4j.nn.conf.inputs.InputType.feedForward(5), true);
    long size = conf.initializer().numParams(conf);
    org.deeplearning4j.nn.conf.NeuralNetConfiguration net =
        new org.deeplearning4j.nn.conf.NeuralNetConfiguration.Builder().layer(conf).build();
    INDArray params = size == 0 ? null : Nd4j.create(DataType.FLOAT, 1, size);
    org.deeplearning4j.nn.api.Layer layer =
        conf.instantiate(net, List.of(), 0, params, true, DataType.FLOAT);
    if (size > 0) {
      layer.setBackpropGradientsViewArray(Nd4j.create(DataType.FLOAT, 1, size));
    }
    return layer;
  }

  /** What a mask keeps counts alone, and comes in two copies. */
  @org.junit.jupiter.api.Test
  void paddingIsLeftOutOnADeviceToo() {
    AnActOptions options = AnActOptions.defaults();
    INDArray y = Tensors.gaussian(3, DataType.FLOAT, 8, 5);
    INDArray mask = Nd4j.createFromArray(1f, 1f, 1f, 1f, 1f, 0f, 0f, 0f).reshape(8, 1);
    StandaloneLayer host = layer(new ActivationSwish(), options);
    host.layer().setMaskArray(mask);
    INDArray expected = host.train(y);
    try (SimulatedDevice device = SimulatedDevice.open()) {
      StandaloneLayer layer = layer(new ActivationSwish(), options);
      layer.layer().setMaskArray(mask.dup());
      device.refuseAccess(layer.layer().params());
      Tensors.assertClose("output", layer.train(y), expected, 2e-5);
      Tensors.assertClose("state", layer.layer().params(), host.layer().params(), 2e-5);
    }
  }
}
