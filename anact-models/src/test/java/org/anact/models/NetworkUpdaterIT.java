package org.anact.models;

import static org.anact.testing.Tensors.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.anact.core.activation.Activations;
import org.anact.core.training.NetworkUpdater;
import org.anact.core.training.Optimizer;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;

/** The suite's updater moves parameters as Deeplearning4j's does, to the bit. */
final class NetworkUpdaterIT {

  private static ComputationGraph network(GradientNormalization clipping, boolean own) {
    return network(Optimizer.of(new Nesterovs(0.05, 0.9), 1e-2), clipping, own);
  }

  private static ComputationGraph network(
      Optimizer optimizer, GradientNormalization clipping, boolean own) {
    NetworkSpec spec =
        NetworkSpec.of(Activations.standard().get("nswish"), new InputShape(3, 8, 8), 4, 3)
            .withOptimizer(optimizer);
    ComputationGraphConfiguration conf = Models.standard().get("resnet8").build(spec);
    conf.getVertices().values().stream()
        .filter(vertex -> vertex instanceof LayerVertex)
        .map(vertex -> ((LayerVertex) vertex).getLayerConf())
        .filter(layer -> layer.getLayer() instanceof BaseLayer)
        .forEach(
            layer -> {
              ((BaseLayer) layer.getLayer()).setGradientNormalization(clipping);
              ((BaseLayer) layer.getLayer()).setGradientNormalizationThreshold(0.1);
            });
    ComputationGraph net = new ComputationGraph(conf);
    net.init();
    if (own) {
      net.setUpdater(new NetworkUpdater(net, 0));
    }
    return net;
  }

  private static DataSet batch(int seed) {
    return new DataSet(
        Tensors.gaussian(seed, DataType.FLOAT, 10, 8, 8, 3), Tensors.labels(DataType.FLOAT, 10, 4));
  }

  @ParameterizedTest
  @EnumSource(names = {"None", "ClipL2PerLayer", "ClipElementWiseAbsoluteValue"})
  void agreesToTheBit(GradientNormalization clipping) {
    ComputationGraph own = network(clipping, true);
    ComputationGraph plain = network(clipping, false);
    for (int step = 0; step < 4; step++) {
      own.fit(batch(step));
      plain.fit(batch(step));
    }
    assertSameBits(own.params(), plain.params());
    assertSameBits(own.getUpdater().getStateViewArray(), plain.getUpdater().getStateViewArray());
  }

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        Optimizer.of(new Adam(0.01), 1e-2),
        new Optimizer(new Adam(0.01), 0.1, true, true, 0),
        Optimizer.of(new RmsProp(0.001, 0.99, 1e-8), 1e-2));
  }

  /** The state that layers keep as parameters has no gradient, and stays as the layers set it. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerAgreesToTheBit(Optimizer optimizer) {
    ComputationGraph own = network(optimizer, GradientNormalization.None, true);
    ComputationGraph plain = network(optimizer, GradientNormalization.None, false);
    INDArray before = own.params().dup();
    for (int step = 0; step < 3; step++) {
      own.fit(batch(step));
      plain.fit(batch(step));
    }
    assertSameBits(own.params(), plain.params());
    assertSameBits(own.getUpdater().getStateViewArray(), plain.getUpdater().getStateViewArray());
    assertThat(own.params().distance2(before)).isBetween(0.1, 1e3);
  }

  /** Without it, a restored network trains on with gradients that are not clipped. */
  @Test
  void installedOnARestoredNetworkItTrainsOnAsBefore(@TempDir Path folder) throws Exception {
    double clipNorm = 0.01;
    ComputationGraph original = network(GradientNormalization.None, false);
    NetworkUpdater.install(original, clipNorm);
    original.fit(batch(0));
    Path file = folder.resolve("net.zip");
    ModelSerializer.writeModel(original, file.toFile(), true);
    ComputationGraph installed = ModelSerializer.restoreComputationGraph(file.toFile(), true);
    ComputationGraph unclipped = ModelSerializer.restoreComputationGraph(file.toFile(), true);
    NetworkUpdater.install(installed, clipNorm);
    for (ComputationGraph net : List.of(original, installed, unclipped)) {
      net.fit(batch(1));
    }
    assertSameBits(installed.params(), original.params());
    assertSameBits(
        installed.getUpdater().getStateViewArray(), original.getUpdater().getStateViewArray());
    assertThat(unclipped.params().distance2(original.params())).isGreaterThan(1e-3);
  }

  /** As when gradients of one network update another. */
  @Test
  void takesForeignGradients() {
    ComputationGraph own = network(GradientNormalization.None, true);
    ComputationGraph plain = network(GradientNormalization.None, false);
    INDArray given = Tensors.gaussian(1, DataType.FLOAT, own.numParams());
    for (ComputationGraph net : new ComputationGraph[] {own, plain}) {
      INDArray foreign = given.dup();
      net.getUpdater()
          .update(new DefaultGradient(foreign), 0, 0, 10, LayerWorkspaceMgr.noWorkspaces());
      net.params().subi(foreign.reshape(net.params().shape()));
    }
    assertSameBits(own.params(), plain.params());
  }
}
