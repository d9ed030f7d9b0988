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

  /** Running forward gain. */
  public static final String RHO = "rho";

  /** Running backward gain. */
  public static final String RHO_PRIME = "rhoPrime";

  /** Running mean of f(y). */
  public static final String MU = "mu";

  /** Mini-batches that have entered the running values. */
  public static final String BATCHES = "batches";

  /** Mini-batches that were left out. */
  public static final String DEGENERATE_BATCHES = "degenerateBatches";

  private static final List<String> KEYS =
      List.of(ALPHA, RHO, RHO_PRIME, MU, BATCHES, DEGENERATE_BATCHES);

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
    return KEYS.size();
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
        params.get(ALPHA).assign(0.0);
        params.get(RHO).assign(raw ? prior.rho() : prior.centredRho());
        params.get(RHO_PRIME).assign(prior.rhoPrime());
        params.get(MU).assign(prior.mean());
        params.get(BATCHES).assign(0.0);
        params.get(DEGENERATE_BATCHES).assign(0.0);
      }
    }
    return params;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return split(gradientView);
  }

  private static Map<String, INDArray> split(INDArray view) {
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> parts = new LinkedHashMap<>();
    for (int i = 0; i < KEYS.size(); i++) {
      parts.put(KEYS.get(i), flat.get(NDArrayIndex.interval(i, i + 1)));
    }
    return parts;
  }
}
