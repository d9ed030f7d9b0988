package org.anact.core.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.anact.core.kernel.Kernels;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The same layer twice: once with the suite's kernels, once as Deeplearning4j computes it without
 * any helper.
 */
final class LayerPair {

  /** Running values, for which Deeplearning4j's gradient is the step that it will make. */
  private static final List<String> RUNNING = List.of("mean", "var", "log10stdev");

  private final Layer fast;
  private final Layer plain;

  LayerPair(org.deeplearning4j.nn.conf.layers.Layer conf) {
    this.fast = instantiate(conf.clone(), true);
    this.plain = instantiate(conf.clone(), false);
  }

  Layer fast() {
    return fast;
  }

  /** A training pass, forward and back, and a pass of inference, on both; all must agree. */
  void agreeOn(INDArray input, long seed, double tolerance) {
    INDArray expected = plain.activate(input.dup(), true, LayerWorkspaceMgr.noWorkspaces());
    INDArray actual = fast.activate(input, true, LayerWorkspaceMgr.noWorkspaces());
    assertClose("output", actual, expected, tolerance);
    INDArray epsilon = Tensors.gaussian(seed, DataType.FLOAT, expected.shape());
    Pair<Gradient, INDArray> wanted =
        plain.backpropGradient(epsilon.dup(), LayerWorkspaceMgr.noWorkspaces());
    Pair<Gradient, INDArray> found =
        fast.backpropGradient(epsilon, LayerWorkspaceMgr.noWorkspaces());
    assertClose("dL/dinput", found.getSecond(), wanted.getSecond(), tolerance);
    Map<String, INDArray> gradients = found.getFirst().gradientForVariable();
    assertThat(gradients.keySet()).isEqualTo(wanted.getFirst().gradientForVariable().keySet());
    for (Map.Entry<String, INDArray> entry : gradients.entrySet()) {
      INDArray other = wanted.getFirst().getGradientFor(entry.getKey());
      if (RUNNING.contains(entry.getKey())) {
        INDArray moved = plain.getParam(entry.getKey()).sub(other);
        assertClose(entry.getKey(), fast.getParam(entry.getKey()), moved, tolerance);
        assertThat(entry.getValue().amaxNumber().doubleValue()).isZero();
        plain.getParam(entry.getKey()).assign(moved);
        continue;
      }
      assertClose("gradient of " + entry.getKey(), entry.getValue(), other, tolerance);
    }
    assertClose(
        "inference",
        fast.activate(input.dup(), false, LayerWorkspaceMgr.noWorkspaces()),
        plain.activate(input.dup(), false, LayerWorkspaceMgr.noWorkspaces()),
        tolerance);
  }

  /** Relative to the largest value, which is what rounding errors of sums are relative to. */
  static void assertClose(String what, INDArray actual, INDArray expected, double tolerance) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    double size = Math.max(1e-3, expected.amaxNumber().doubleValue());
    double difference = actual.sub(expected).amaxNumber().doubleValue();
    assertThat(difference / size).as(what).isCloseTo(0.0, within(tolerance));
  }

  private static Layer instantiate(org.deeplearning4j.nn.conf.layers.Layer conf, boolean kernels) {
    System.setProperty(Kernels.PROPERTY, Boolean.toString(kernels));
    System.setProperty("org.eclipse.deeplearning4j.helpers.disable", Boolean.toString(!kernels));
    try {
      NeuralNetConfiguration net = new NeuralNetConfiguration.Builder().seed(3).layer(conf).build();
      long size = conf.initializer().numParams(net);
      INDArray params = size == 0 ? null : Tensors.gaussian(7, DataType.FLOAT, 1, size).muli(0.3f);
      Layer layer = conf.instantiate(net, List.of(), 0, params, false, DataType.FLOAT);
      if (size > 0) {
        layer.setBackpropGradientsViewArray(Nd4j.create(DataType.FLOAT, 1, size));
      }
      return layer;
    } finally {
      System.clearProperty(Kernels.PROPERTY);
      System.setProperty("org.eclipse.deeplearning4j.helpers.disable", "false");
    }
  }
}
