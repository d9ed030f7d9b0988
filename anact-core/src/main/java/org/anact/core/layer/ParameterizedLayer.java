package org.anact.core.layer;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.anact.core.activation.ParameterLayout;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * The configuration of an activation with parameters, none of which is regularized. Input and
 * output have the same shape: (N, C), (N, C, T) in either order, NCHW, NHWC, or any other.
 */
abstract class ParameterizedLayer extends BaseLayer {

  private static final long serialVersionUID = 1L;

  private ParameterLayout parameterLayout = ParameterLayout.NONE;

  ParameterizedLayer() {}

  ParameterizedLayer(Builder<?> builder) {
    super(builder);
  }

  /**
   * Returns how the activation's own parameters are spread, as the network's input type says it.
   * Public because only so does Deeplearning4j save it.
   */
  public ParameterLayout getParameterLayout() {
    return parameterLayout;
  }

  /** Makes what the layer does with tensors. */
  abstract org.deeplearning4j.nn.layers.BaseLayer<?> implementation(
      NeuralNetConfiguration conf, DataType dataType);

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    org.deeplearning4j.nn.layers.BaseLayer<?> layer = implementation(conf, networkDataType);
    layer.setListeners(trainingListeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(layerParamsView);
    Map<String, INDArray> table = initializer().init(conf, layerParamsView, initializeParams);
    layer.setParamTable(table);
    return layer;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    if (inputType == null) {
      throw new IllegalStateException(
          "layer '%s' (index %d) has no input type: set one on the network"
              .formatted(getLayerName(), layerIndex));
    }
    return inputType;
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    parameterLayout = ParameterLayout.of(getActivationFn(), inputType);
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  /** Constraints hold for what is trained alone, also those of all parameters. */
  @Override
  public void setConstraints(List<LayerConstraint> constraints) {
    if (constraints != null) {
      constraints.forEach(each -> each.setParams(new HashSet<>(AnActParamInitializer.TRAINED)));
    }
    super.setConstraints(constraints);
  }

  /** Nothing is regularized. */
  @Override
  public List<Regularization> getRegularizationByParam(String paramName) {
    return null;
  }

  /**
   * One updater for all parameters, so that Deeplearning4j can update the layer together with its
   * neighbours. The gradient of what is not trained is zero, and so is what any updater makes of
   * it.
   */
  @Override
  public IUpdater getUpdaterByParam(String paramName) {
    return iUpdater;
  }

  @Override
  public boolean isPretrainParam(String paramName) {
    return false;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long elements = inputType.arrayElementsPerExample();
    return new LayerMemoryReport.Builder(layerName, getClass(), inputType, inputType)
        .standardMemory(initializer().numParams(this), 1)
        .workingMemory(0, 0, 0, 3 * elements)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterizedLayer that
        && super.equals(other)
        && parameterLayout.equals(that.parameterLayout);
  }

  @Override
  protected boolean canEqual(Object other) {
    return getClass().isInstance(other);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), parameterLayout);
  }
}
