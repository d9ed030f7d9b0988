package org.anact.models.signal;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** Which layers of a network have weights: convolutions and dense layers, the classifier too. */
final class WeightLayers {

  /** Deeplearning4j's name of the weights of all these layers. */
  static final String KEY = DefaultParamInitializer.WEIGHT_KEY;

  private WeightLayers() {}

  /** Returns whether it does; batch norm's scales and ANAct's parameters are no weights. */
  static boolean hasWeights(Layer layer) {
    org.deeplearning4j.nn.conf.layers.Layer conf = layer.conf().getLayer();
    return conf.initializer().weightKeys(conf).contains(KEY);
  }
}
