package org.anact.core.training;

import java.util.Objects;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Inverted dropout (Srivastava et al., JMLR 15, 2014) whose mask depends on the seed, the layer's
 * name and the iteration alone.
 *
 * <p>Deeplearning4j's draws from ND4J's generator, which is not the same in every run and is not
 * saved with a network: vanilla and normalized networks of one seed would drop different units, and
 * a run that is resumed others than one that was not interrupted.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class PairedDropout implements IDropout {

  private static final long serialVersionUID = 1L;

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final double retain;
  private final long seed;
  private final String layer;

  /** From the forward pass to the backward one, in the workspace of the layer's input. */
  private transient INDArray mask;

  /**
   * Makes the dropout of one layer.
   *
   * @param retain probability that a unit stays, above 0 and at most 1
   * @param seed seed of the network
   * @param layer name of the layer
   */
  public PairedDropout(
      @JsonProperty("retain") double retain,
      @JsonProperty("seed") long seed,
      @JsonProperty("layer") String layer) {
    if (!(retain > 0 && retain <= 1)) {
      throw new IllegalArgumentException(
          "retain is " + retain + ": give a probability above 0 and at most 1");
    }
    this.retain = retain;
    this.seed = seed;
    this.layer = Objects.requireNonNull(layer, "layer");
  }

  @Override
  @SuppressWarnings("try") // the scope is where the mask is made
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    float[] factors = factors(Math.toIntExact(input.length()), iteration);
    try (MemoryWorkspace scope = workspaceMgr.notifyScopeBorrowed(ArrayType.INPUT)) {
      mask = Nd4j.createFromArray(factors).reshape('c', input.shape()).castTo(result.dataType());
    }
    Nd4j.getExecutioner().exec(new MulOp(input, mask, result));
    return result;
  }

  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    Nd4j.getExecutioner().exec(new MulOp(gradAtOutput, mask, gradAtInput));
    mask = null;
    return gradAtInput;
  }

  @Override
  public void clear() {
    mask = null;
  }

  /** A copy without a mask. */
  @Override
  public PairedDropout clone() {
    return new PairedDropout(retain, seed, layer);
  }

  private float[] factors(int count, int iteration) {
    long start = mix(mix(mix(seed) + layer.hashCode()) + iteration);
    float kept = (float) (1 / retain);
    float[] factors = new float[count];
    for (int i = 0; i < count; i++) {
      double uniform = (mix(start + i * GOLDEN) >>> 11) * 0x1.0p-53;
      factors[i] = uniform < retain ? kept : 0f;
    }
    return factors;
  }

  /** The finalizer of SplitMix64 (Steele et al. 2014). */
  private static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PairedDropout that
        && retain == that.retain
        && seed == that.seed
        && layer.equals(that.layer);
  }

  @Override
  public int hashCode() {
    return Objects.hash(retain, seed, layer);
  }

  @Override
  public String toString() {
    return "PairedDropout(retain=%s, seed=%d, layer=%s)".formatted(retain, seed, layer);
  }
}
