package org.anact.core.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anact.core.statistics.RhoForm;
import org.anact.core.theory.GaussianMoments;
import org.anact.core.theory.GaussianQuadrature;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of an ANAct layer: alpha, and the layer's state, which is kept as parameters that
 * no gradient moves so that Deeplearning4j saves, restores and clones it with the model.
 */
public final class AnActParamInitializer implements ParamInitializer {

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

  private static final int STATE_SIZE = 5;

  private static final double SMALLEST_DOUBLE = Math.sqrt(Double.MIN_NORMAL);
  private static final double LARGEST_DOUBLE = Math.sqrt(Double.MAX_VALUE) / 2;

  private static final List<String> KEYS = List.of(STATE, ALPHA);

  private static final AnActParamInitializer INSTANCE = new AnActParamInitializer();

  private AnActParamInitializer() {}

  /** Returns the initializer; it has no state. */
  public static AnActParamInitializer getInstance() {
    return INSTANCE;
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return STATE_SIZE + 1;
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return KEYS;
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return false;
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
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
    Map<String, INDArray> params = split(paramsView);
    KEYS.forEach(conf::addVariable);
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
        INDArray state = params.get(STATE).assign(0.0);
        state.putScalar(RHO, rho);
        state.putScalar(RHO_PRIME, prior.rhoPrime());
        state.putScalar(MU, prior.mean());
      }
    }
    return params;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return split(gradientView);
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

  private static Map<String, INDArray> split(INDArray view) {
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> parts = new LinkedHashMap<>();
    parts.put(STATE, flat.get(NDArrayIndex.interval(0, STATE_SIZE)));
    parts.put(ALPHA, flat.get(NDArrayIndex.interval(STATE_SIZE, STATE_SIZE + 1)));
    return parts;
  }
}
