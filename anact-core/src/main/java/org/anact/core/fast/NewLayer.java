package org.anact.core.fast;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a configuration does with every layer that it has just made. */
final class NewLayer {

  private NewLayer() {}

  /**
   * Gives a layer what {@code Layer.instantiate} of a configuration is given.
   *
   * @param layer the new layer
   * @param conf its configuration, whose initializer makes the parameters
   * @param listeners of the network
   * @param index of the layer
   * @param params view of the network's parameters
   * @param initialize whether the parameters get their initial values
   * @return the layer
   */
  static <T extends Layer> T prepare(
      T layer,
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(params);
    layer.setParamTable(conf.getLayer().initializer().init(conf, params, initialize));
    layer.setConf(conf);
    return layer;
  }
}
