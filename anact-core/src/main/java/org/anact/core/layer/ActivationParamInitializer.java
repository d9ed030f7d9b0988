package org.anact.core.layer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anact.core.activation.ParametricActivation;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of an activation: its own, where the function has some. None of them is a weight
 * or a bias.
 */
class ActivationParamInitializer implements ParamInitializer {

  /** The learnable parameters of the function, one for each channel or one for the layer. */
  static final String FUNCTION = "function";

  private static final ActivationParamInitializer INSTANCE = new ActivationParamInitializer();

  ActivationParamInitializer() {}

  /** Returns the initializer of a plain activation; it has no state. */
  static ActivationParamInitializer plain() {
    return INSTANCE;
  }

  /**
   * Returns the lengths of the parameters in their order.
   *
   * @throws IllegalStateException if the number of channels is unknown
   */
  Map<String, Long> lengths(Layer layer) {
    ParameterizedLayer conf = (ParameterizedLayer) layer;
    Map<String, Long> lengths = new LinkedHashMap<>();
    if (conf.getActivationFn() instanceof ParametricActivation) {
      if (conf.getParameterLayout().count() == 0) {
        throw new IllegalStateException(
            "layer '%s' has one parameter of '%s' for each channel, and no input type: set one on the network"
                .formatted(conf.getLayerName(), conf.getActivationFn()));
      }
      lengths.put(FUNCTION, conf.getParameterLayout().count());
    }
    return lengths;
  }

  @Override
  public final long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public final long numParams(Layer layer) {
    return lengths(layer).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public final List<String> paramKeys(Layer layer) {
    return new ArrayList<>(lengths(layer).keySet());
  }

  @Override
  public final List<String> weightKeys(Layer layer) {
    return List.of();
  }

  @Override
  public final List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public final boolean isWeightParam(Layer layer, String key) {
    return false;
  }

  @Override
  public final boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    ParameterizedLayer layer = (ParameterizedLayer) conf.getLayer();
    Map<String, INDArray> params = split(layer, paramsView);
    params.keySet().forEach(conf::addVariable);
    if (initializeParams && layer.getActivationFn() instanceof ParametricActivation function) {
      params.get(FUNCTION).assign(function.initialValue());
    }
    return params;
  }

  @Override
  public final Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return split(conf.getLayer(), gradientView);
  }

  private Map<String, INDArray> split(Layer layer, INDArray view) {
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> parts = new LinkedHashMap<>();
    long start = 0;
    for (Map.Entry<String, Long> part : lengths(layer).entrySet()) {
      long end = start + part.getValue();
      parts.put(part.getKey(), flat.get(NDArrayIndex.interval(start, end)));
      start = end;
    }
    return parts;
  }
}
