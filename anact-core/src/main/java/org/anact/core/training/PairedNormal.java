package org.anact.core.training;

import java.util.Objects;
import java.util.Random;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Draws weights g z / sqrt(fan_in) whose z depend on the seed and the layer's name alone.
 *
 * <p>So two networks of one seed share z layer by layer, whatever their activations, other layers
 * or gains. {@link Random} is used because its normal draws are specified to the bit for every
 * version of Java; ND4J's are not repeatable across backends.
 *
 * @param seed seed of the network
 * @param layer name of the layer
 * @param gain g, above zero
 */
public record PairedNormal(
    @JsonProperty("seed") long seed,
    @JsonProperty("layer") String layer,
    @JsonProperty("gain") double gain)
    implements IWeightInit {

  /** Refuses a layer without a name. */
  public PairedNormal {
    Objects.requireNonNull(layer, "layer");
  }

  @Override
  public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray paramView) {
    double deviation = gain / Math.sqrt(fanIn);
    Random random = new Random(mix(seed, layer));
    double[] values = new double[Math.toIntExact(paramView.length())];
    for (int i = 0; i < values.length; i++) {
      values[i] = deviation * random.nextGaussian();
    }
    INDArray weights = paramView.reshape(order, shape);
    return weights.assign(Nd4j.createFromArray(values).reshape('c', shape));
  }

  /** Spreads seeds and names over all 64 bits (the finalizer of SplitMix64, Steele et al. 2014). */
  private static long mix(long seed, String name) {
    long z = seed;
    for (int i = 0; i < name.length(); i++) {
      z = (z ^ name.charAt(i)) + 0x9e3779b97f4a7c15L;
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      z ^= z >>> 31;
    }
    return z;
  }
}
