package org.anact.core.layer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.anact.core.kernel.SmallTensor;
import org.anact.core.statistics.RhoForm;
import org.anact.core.theory.GaussianMoments;
import org.anact.core.theory.GaussianQuadrature;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameters of an ANAct layer: alpha, those of the function that it wraps if there are any,
 * and the layer's state, which is kept as parameters that no gradient moves so that Deeplearning4j
 * saves, restores and clones it with the model.
 */
public final class AnActParamInitializer extends ActivationParamInitializer {

  /** The learnable scalar. */
  public static final String ALPHA = "alpha";

  /** The state: five numbers that only the forward pass of a training step changes. */
  public static final String STATE = "state";

  /** Index in the state of the running forward gain. */
  static final int RHO = 0;

  /** Index in the state of the running backward gain. */
  static final int RHO_PRIME = 1;

  /** Index in the state of the running mean of f(y). */
  static final int MU = 2;

  /** Index in the state of the number of mini-batches that have entered the running values. */
  static final int BATCHES = 3;

  /** Index in the state of the number of mini-batches that were left out. */
  static final int DEGENERATE_BATCHES = 4;

  /** How many of a layer's parameters are state. */
  public static final long STATE_SIZE = 5;

  /** What the network's updater trains. */
  static final Set<String> TRAINED = Set.of(ALPHA, FUNCTION);

  private static final double SMALLEST_DOUBLE = Math.sqrt(Double.MIN_NORMAL);
  private static final double LARGEST_DOUBLE = Math.sqrt(Double.MAX_VALUE) / 2;

  private static final AnActParamInitializer INSTANCE = new AnActParamInitializer();

  private AnActParamInitializer() {}

  /** Returns the initializer; it has no state. */
  public static AnActParamInitializer getInstance() {
    return INSTANCE;
  }

  @Override
  Map<String, Long> lengths(Layer layer) {
    Map<String, Long> lengths = new LinkedHashMap<>();
    lengths.put(STATE, STATE_SIZE);
    lengths.put(ALPHA, 1L);
    lengths.putAll(super.lengths(layer));
    return lengths;
  }

  /**
   * Running values start from the integrals over N(0, 1), so that a new net has a sound inference.
   *
   * @throws IllegalArgumentException if the parameters' type has no room for these integrals
   */
  @Override
  @SuppressWarnings("try")
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    Map<String, INDArray> params = super.init(conf, paramsView, initializeParams);
    if (initializeParams) {
      AnActLayer layer = (AnActLayer) conf.getLayer();
      try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        GaussianMoments prior = GaussianQuadrature.moments(layer.getActivationFn(), 1.0);
        boolean raw = layer.getOptions().rhoForm() == RhoForm.RAW;
        double rho = raw ? prior.rho() : prior.centredRho();
        if (!holdsGains(paramsView.dataType(), rho, prior.rhoPrime())) {
          throw new IllegalArgumentException(
              "layer '%s': activation '%s' has a rho of %s and a rho' of %s under N(0, 1), too far"
                      .formatted(
                          layer.getLayerName(), layer.getActivationFn(), rho, prior.rhoPrime())
                  + " from 1 for numbers of type "
                  + paramsView.dataType());
        }
        params.get(ALPHA).assign(0.0);
        SmallTensor.write(params.get(STATE), rho, prior.rhoPrime(), prior.mean(), 0, 0);
      }
    }
    return params;
  }

  /**
   * Returns whether a state of that type holds rho and rho' with all their digits. Others would be
   * stored as zero or infinity, from which running values do not come back; in double, so would the
   * product of the two be, from which lambda is computed.
   */
  static boolean holdsGains(DataType type, double rho, double rhoPrime) {
    double smallest = type == DataType.DOUBLE ? SMALLEST_DOUBLE : Float.MIN_NORMAL;
    double largest = type == DataType.DOUBLE ? LARGEST_DOUBLE : Float.MAX_VALUE;
    return Math.min(rho, rhoPrime) >= smallest && Math.max(rho, rhoPrime) <= largest;
  }
}
