package org.anact.core.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.anact.core.kernel.Kernels;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The same layer twice: once with the suite's kernels, once as Deeplearning4j computes it without
 * any helper.
 */
final class LayerPair {

  /** Running values, for which Deeplearning4j's gradient is the step that it will make. */
  private static final List<String> RUNNING = List.of("mean", "var", "log10stdev");

  private final Layer fast;
  private final Layer plain;
  private final boolean kernels;

  LayerPair(org.deeplearning4j.nn.conf.layers.Layer conf) {
    this(conf, true);
  }

  /** With {@code kernels} false for what has no kernel. */
  LayerPair(org.deeplearning4j.nn.conf.layers.Layer conf, boolean kernels) {
    this.kernels = kernels;
    this.fast = instantiate(conf.clone(), true);
    this.plain = instantiate(conf.clone(), false);
  }

  Layer fast() {
    return fast;
  }

  /** Gives both the mask of a mini-batch. */
  void mask(INDArray mask) {
    fast.setMaskArray(mask);
    plain.setMaskArray(mask);
  }

  /** The same for output layers, which make their gradient from labels. */
  void agreeOn(INDArray input, INDArray labels, double tolerance) {
    for (Layer layer : List.of(fast, plain)) {
      layer.setInput(input.dup(), LayerWorkspaceMgr.noWorkspaces());
      ((IOutputLayer) layer).setLabels(labels);
    }
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    Pair<Gradient, INDArray> wanted = plain.backpropGradient(null, none);
    Pair<Gradient, INDArray> found = fast.backpropGradient(null, none);
    assertFast();
    Tensors.assertClose("dL/dinput", found.getSecond(), wanted.getSecond(), tolerance);
    Map<String, INDArray> gradients = found.getFirst().gradientForVariable();
    assertThat(gradients.keySet()).isEqualTo(wanted.getFirst().gradientForVariable().keySet());
    gradients.forEach(
        (key, gradient) ->
            Tensors.assertClose(key, gradient, wanted.getFirst().getGradientFor(key), tolerance));
    double score = ((IOutputLayer) plain).computeScore(0, true, none);
    assertThat(((IOutputLayer) fast).computeScore(0, true, none))
        .isCloseTo(score, within(tolerance * Math.max(1, score)));
    Tensors.assertClose(
        "inference",
        fast.activate(input.dup(), false, none),
        plain.activate(input.dup(), false, none),
        tolerance);
    assertFast();
  }

  /** A training pass, forward and back, and a pass of inference, on both; all must agree. */
  void agreeOn(INDArray input, long seed, double tolerance) {
    INDArray expected = plain.activate(input.dup(), true, LayerWorkspaceMgr.noWorkspaces());
    INDArray actual = fast.activate(input, true, LayerWorkspaceMgr.noWorkspaces());
    assertFast();
    Tensors.assertClose("output", actual, expected, tolerance);
    INDArray epsilon = Tensors.gaussian(seed, DataType.FLOAT, expected.shape());
    Pair<Gradient, INDArray> wanted =
        plain.backpropGradient(epsilon.dup(), LayerWorkspaceMgr.noWorkspaces());
    Pair<Gradient, INDArray> found =
        fast.backpropGradient(epsilon, LayerWorkspaceMgr.noWorkspaces());
    assertFast();
    Tensors.assertClose("dL/dinput", found.getSecond(), wanted.getSecond(), tolerance);
    Map<String, INDArray> gradients = found.getFirst().gradientForVariable();
    assertThat(gradients.keySet()).isEqualTo(wanted.getFirst().gradientForVariable().keySet());
    for (Map.Entry<String, INDArray> entry : gradients.entrySet()) {
      INDArray other = wanted.getFirst().getGradientFor(entry.getKey());
      if (RUNNING.contains(entry.getKey())) {
        INDArray moved = plain.getParam(entry.getKey()).sub(other);
        Tensors.assertClose(entry.getKey(), fast.getParam(entry.getKey()), moved, tolerance);
        assertThat(Tensors.largest(entry.getValue())).isZero();
        plain.getParam(entry.getKey()).assign(moved);
        continue;
      }
      Tensors.assertClose("gradient of " + entry.getKey(), entry.getValue(), other, tolerance);
    }
    INDArray inferred = fast.activate(input.dup(), false, LayerWorkspaceMgr.noWorkspaces());
    assertFast();
    Tensors.assertClose(
        "inference",
        inferred,
        plain.activate(input.dup(), false, LayerWorkspaceMgr.noWorkspaces()),
        tolerance);
  }

  /** Else Deeplearning4j's own layer would be compared with itself. */
  private void assertFast() {
    if (kernels) {
      assertThat(((FastPath) fast).lastPassWasFast()).isTrue();
    }
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
        INDArray variance = layer.paramTable().get("var");
        if (variance != null) {
          // A negative one has no root, and both layers would agree on NaN.
          Transforms.abs(variance, false);
        }
      }
      return layer;
    } finally {
      System.clearProperty(Kernels.PROPERTY);
      System.setProperty("org.eclipse.deeplearning4j.helpers.disable", "false");
    }
  }
}
