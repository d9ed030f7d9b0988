package org.anact.models.cost;

import java.util.Map;
import org.anact.core.layer.AnActLayer;
import org.anact.core.layer.AnActParamInitializer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * What a network costs, computed from its configuration: no array is made, so the largest network
 * is as quick to ask as the smallest.
 *
 * <p>Multiply-adds are counted as the literature does, where most papers call them FLOPs: those of
 * convolutions and dense layers. Biases, batch norm, activations, pooling and sums count as none,
 * and so do transposed convolutions and recurrent layers, which the suite's networks do not have.
 *
 * @param parameters trainable numbers: weights, biases, scales and shifts, ANAct's alphas, the
 *     parameters of activations
 * @param state numbers that are saved with the parameters but not trained: the running mean and
 *     variance of batch norm, the running values of ANAct
 * @param multiplyAdds multiply-adds of the forward pass of one image
 * @param activations elements of the outputs of all layers together, for one image
 * @param largestActivation elements of the largest output of a layer, for one image
 */
public record NetworkCost(
    long parameters, long state, long multiplyAdds, long activations, long largestActivation) {

  private static final long BYTES = Float.BYTES;

  /** Parameters and gradient: Deeplearning4j holds the layers' state in each of these, too. */
  private static final int VECTORS = 2;

  /** The gradients at the input and at the output of the layer that the backward pass is at. */
  private static final int GRADIENTS = 2;

  /**
   * Returns the cost of a network.
   *
   * @param conf the network's configuration, which stays as it is
   * @param inputs shape of one example at each input of the network
   * @throws IllegalArgumentException if the number of shapes is not that of the inputs
   */
  public static NetworkCost of(ComputationGraphConfiguration conf, InputType... inputs) {
    // Deeplearning4j writes sizes and preprocessors into the configuration that it walks through.
    ComputationGraphConfiguration copy = conf.clone();
    Map<String, InputType> outputs = copy.getLayerActivationTypes(inputs);
    long parameters = 0;
    long state = 0;
    long multiplyAdds = 0;
    long activations = 0;
    long largest = 0;
    for (Map.Entry<String, GraphVertex> entry : copy.getVertices().entrySet()) {
      long elements = outputs.get(entry.getKey()).arrayElementsPerExample();
      activations += elements;
      largest = Math.max(largest, elements);
      if (entry.getValue() instanceof LayerVertex vertex) {
        Layer layer = vertex.getLayerConf().getLayer();
        long all = vertex.numParams(true);
        long untrained = state(layer);
        parameters += all - untrained;
        state += untrained;
        multiplyAdds += multiplyAdds(layer, all, elements);
      }
    }
    return new NetworkCost(parameters, state, multiplyAdds, activations, largest);
  }

  /**
   * Returns an estimate of the memory, in bytes, that training in 32-bit floats takes: parameters,
   * gradient and what the optimizer keeps, each with the state; the output of every layer for every
   * image, kept for the backward pass; and two gradients of the largest output. What Java, the
   * native libraries and the data set take comes on top.
   *
   * @param batchSize images in a mini-batch
   * @param kept numbers that the optimizer keeps for each parameter, 1 for momentum
   */
  public long trainingBytes(int batchSize, long kept) {
    long perImage = activations + GRADIENTS * largestActivation;
    return BYTES * ((VECTORS + kept) * (parameters + state) + batchSize * perImage);
  }

  private static long state(Layer layer) {
    if (layer instanceof BatchNormalization norm) {
      return 2 * norm.getNOut();
    }
    return layer instanceof AnActLayer ? AnActParamInitializer.STATE_SIZE : 0;
  }

  /**
   * Returns the multiply-adds of one layer's forward pass of one image: each weight of a
   * convolution is used once for each position of the output.
   *
   * @param all number of the layer's parameters
   * @param elements elements of its output
   */
  public static long multiplyAdds(Layer layer, long all, long elements) {
    if (layer instanceof Deconvolution2D) {
      return 0;
    }
    if (layer instanceof ConvolutionLayer convolution) {
      long weights = convolution.hasBias() ? all - convolution.getNOut() : all;
      return weights * (elements / convolution.getNOut());
    }
    if (layer instanceof DenseLayer || layer instanceof BaseOutputLayer) {
      return ((FeedForwardLayer) layer).getNIn() * elements;
    }
    return 0;
  }
}
