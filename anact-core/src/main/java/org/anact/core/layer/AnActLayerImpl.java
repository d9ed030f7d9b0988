package org.anact.core.layer;

import static org.anact.core.layer.ActivationParamInitializer.FUNCTION;
import static org.anact.core.layer.AnActParamInitializer.ALPHA;
import static org.anact.core.layer.AnActParamInitializer.BATCHES;
import static org.anact.core.layer.AnActParamInitializer.DEGENERATE_BATCHES;
import static org.anact.core.layer.AnActParamInitializer.MU;
import static org.anact.core.layer.AnActParamInitializer.RHO;
import static org.anact.core.layer.AnActParamInitializer.RHO_PRIME;
import static org.anact.core.layer.AnActParamInitializer.STATE;
import static org.anact.core.layer.AnActParamInitializer.holdsGains;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.anact.core.activation.Activations;
import org.anact.core.activation.LearnedActivation;
import org.anact.core.activation.ParametricActivation;
import org.anact.core.kernel.ActivationPass;
import org.anact.core.kernel.BatchReduction;
import org.anact.core.kernel.HostTensor;
import org.anact.core.signal.ActivationSite;
import org.anact.core.signal.SiteObserver;
import org.anact.core.statistics.BatchStatistics;
import org.anact.core.statistics.RunningStatistics;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an {@link AnActLayer} does with tensors.
 *
 * <p>A training step takes the statistics of its mini-batch, moves the running values, and then
 * uses them, or those of the mini-batch alone if the options say so; in the backward pass lambda
 * and mu are constants. Inference uses the running values and changes nothing.
 */
public final class AnActLayerImpl extends BaseLayer<AnActLayer> implements ActivationSite {

  private static final long serialVersionUID = 1L;

  private static final Logger log = LoggerFactory.getLogger(AnActLayerImpl.class);

  private boolean frozen;

  /** f(y) and f'(y) of the last training batch, for its backward pass. */
  private transient INDArray output;

  private transient INDArray slope;

  /**
   * rho, rho' and mu of the mini-batch, at their indices in the state, where a training step
   * applies those: from its forward to the end of its backward pass. Else null, and the state's
   * apply.
   */
  private transient double[] batchValues;

  /** The activation, with the layer's parameters where it has some. */
  private final IActivation function;

  /** The kernel of the activation, which needs nothing but the input for its backward pass. */
  private final transient Optional<Function<INDArray, ActivationPass>> kernel;

  private transient boolean computedByKernel;

  private transient SiteObserver observer = SiteObserver.NONE;

  /** Called by {@link AnActLayer#instantiate}. */
  AnActLayerImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    this.function =
        layerConf().getActivationFn() instanceof ParametricActivation parametric
            ? parametric.learned(layerConf().getParameterLayout(), () -> params.get(FUNCTION))
            : layerConf().getActivationFn();
    this.kernel = Activations.passes(function);
  }

  @Override
  public String name() {
    return layerConf().getLayerName();
  }

  @Override
  public IActivation function() {
    return function;
  }

  @Override
  public void observe(SiteObserver value) {
    this.observer = value;
  }

  /** Returns the running values, as inference uses them. */
  public RunningStatistics statistics() {
    return new RunningStatistics(
        state(RHO),
        state(RHO_PRIME),
        state(MU),
        (long) state(BATCHES),
        (long) state(DEGENERATE_BATCHES));
  }

  /** Returns lambda, from the running values unless a training step applies others. */
  @Override
  public double lambda() {
    return layerConf().getOptions().target().lambda(applied(RHO), applied(RHO_PRIME));
  }

  @Override
  public double alpha() {
    return params.get(ALPHA).getDouble(0);
  }

  /** Returns the factor that is applied, lambda + b tanh(alpha). */
  @Override
  public double scale() {
    return lambda() + layerConf().getOptions().alphaBound() * Math.tanh(alpha());
  }

  /**
   * Stops or resumes the update of the running values in training, for fine-tuning on batches that
   * are too small, and for gradient checks, which call the forward pass many times a step.
   */
  public void setFrozen(boolean value) {
    this.frozen = value;
  }

  @Override
  public Type type() {
    return Type.NORMALIZATION;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    batchValues = null;
    if (training) {
      observer.input(input);
    }
    computedByKernel = kernel.isPresent() && maskArray == null && HostTensor.isReadable(input);
    if (computedByKernel) {
      return activateByKernel(kernel.get().apply(input), training, workspaceMgr);
    }
    AnActOptions options = layerConf().getOptions();
    INDArray y = input.castTo(dataType);

    INDArray f =
        workspaceMgr.leverageTo(
            ArrayType.ACTIVATIONS,
            function.getActivation(
                workspaceMgr.dup(ArrayType.ACTIVATIONS, y, y.ordering()), training));
    if (!training) {
      return normalize(f, f, options);
    }
    INDArray ones = empty(y, ArrayType.ACTIVATIONS, workspaceMgr).assign(1.0);
    INDArray derivative =
        function
            .backprop(workspaceMgr.dup(ArrayType.ACTIVATIONS, y, y.ordering()), ones)
            .getFirst();
    // Some functions compute out of place, in memory that ends with the forward pass of the layer.
    derivative = workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, derivative);
    if (followsBatches()) {
      follow(
          maskArray == null
              ? BatchReduction.of(y, f, derivative)
              : MaskedReduction.of(y, f, derivative, maskArray, layerConf()));
    }
    this.output = f;
    this.slope = derivative;
    // The identity's backprop hands its second argument back; else that memory is free again.
    INDArray target = derivative == ones ? empty(y, ArrayType.ACTIVATIONS, workspaceMgr) : ones;
    return normalize(f, target, options);
  }

  private static INDArray empty(INDArray like, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return workspaceMgr.createUninitialized(type, like.dataType(), like.shape(), like.ordering());
  }

  /** Writes the normalized output to {@code target}, which may be f itself. */
  private INDArray normalize(INDArray f, INDArray target, AnActOptions options) {
    INDArray centred = options.centre() ? f.sub(mu(), target) : target.assign(f);
    return centred.muli(scale());
  }

  private INDArray activateByKernel(
      ActivationPass pass, boolean training, LayerWorkspaceMgr workspaceMgr) {
    INDArray out = empty(input, ArrayType.ACTIVATIONS, workspaceMgr);
    if (training && followsBatches()) {
      follow(pass.forwardWithStatistics(HostTensor.of(input), HostTensor.of(out)));
      pass.normalize(HostTensor.of(out), (float) scale(), (float) mu());
    } else {
      pass.forward(HostTensor.of(input), HostTensor.of(out), (float) scale(), (float) mu());
    }
    return out;
  }

  private boolean followsBatches() {
    return !frozen && layerConf().getOptions().statistics() != AnActOptions.Statistics.STATIC;
  }

  @Override
  public double mu() {
    return layerConf().getOptions().centre() ? applied(MU) : 0.0;
  }

  private void follow(BatchStatistics batch) {
    AnActOptions options = layerConf().getOptions();
    double rho = options.updateRule().rho(batch);
    RunningStatistics before = statistics();
    RunningStatistics after = before.updated(batch, options.updateRule(), roundingUnit());
    if (!holdsGains(dataType, rho, batch.rhoPrime())) {
      after = before.leftOut();
    } else if (options.statistics() == AnActOptions.Statistics.BATCH
        && after.batches() > before.batches()) {
      batchValues = new double[] {rho, batch.rhoPrime(), batch.mean()};
    }
    INDArray state = params.get(STATE);
    state.putScalar(RHO, after.rho());
    state.putScalar(RHO_PRIME, after.rhoPrime());
    state.putScalar(MU, after.mu());
    state.putScalar(BATCHES, (double) after.batches());
    state.putScalar(DEGENERATE_BATCHES, (double) after.degenerateBatches());
    if (before.degenerateBatches() == 0 && after.degenerateBatches() == 1) {
      log.warn(
          "ANAct layer '{}' saw a mini-batch without usable statistics ({}); it keeps its last good"
              + " values",
          name(),
          batch);
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (!computedByKernel && (output == null || slope == null)) {
      throw new IllegalStateException(
          "layer '" + name() + "' has no training pass to go back from: run it forward first");
    }
    observer.outputGradient(epsilon);
    INDArray back = empty(input, ArrayType.ACTIVATION_GRAD, workspaceMgr);
    double product =
        computedByKernel
            ? backByKernel(kernel.get().apply(input), epsilon, back)
            : back(epsilon, back);
    observer.inputGradient(back);

    double tanh = Math.tanh(alpha());
    double factor =
        layerConf().getOptions().learnableAlpha()
            ? layerConf().getOptions().alphaBound() * (1 - tanh * tanh)
            : 0.0;
    // The gradient of the state is zero from the start, and nothing else writes to it.
    gradientViews.get(ALPHA).putScalar(0, factor * product);
    if (function instanceof LearnedActivation learned) {
      learned.gradient(input.castTo(dataType), epsilon, scale(), gradientViews.get(FUNCTION));
    }
    Gradient gradient = new DefaultGradient();
    for (Map.Entry<String, INDArray> view : gradientViews.entrySet()) {
      gradient.setGradientFor(view.getKey(), view.getValue());
    }
    forget();
    return new Pair<>(gradient, back);
  }

  /** Writes dL/dy to {@code back} and returns the sum of dL/dout (f(y) - mu). */
  private double back(INDArray epsilon, INDArray back) {
    double mu = mu();
    double product = epsilon.mul(output).sumNumber().doubleValue();
    double sum = mu == 0.0 ? 0.0 : epsilon.sumNumber().doubleValue();
    epsilon.castTo(slope.dataType()).mul(slope, back).muli(scale());
    return product - mu * sum;
  }

  private double backByKernel(ActivationPass pass, INDArray epsilon, INDArray back) {
    HostTensor y = HostTensor.of(input);
    HostTensor gradient =
        HostTensor.of(HostTensor.readable(epsilon.castTo(DataType.FLOAT)).orElseThrow());
    if (layerConf().getOptions().learnableAlpha()) {
      return pass.backwardWithProduct(
          y, gradient, HostTensor.of(back), (float) scale(), (float) mu());
    }
    pass.backward(y, gradient, HostTensor.of(back), (float) scale());
    return 0.0;
  }

  @Override
  public void clear() {
    super.clear();
    forget();
  }

  /** Ends a training step. */
  private void forget() {
    output = null;
    slope = null;
    batchValues = null;
  }

  @Override
  public void clearNoiseWeightParams() {
    weightNoiseParams.clear();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  private double applied(int index) {
    return batchValues == null ? state(index) : batchValues[index];
  }

  private double state(int index) {
    return params.get(STATE).getDouble(index);
  }

  private double roundingUnit() {
    return dataType == DataType.DOUBLE ? Math.ulp(1.0) : Math.ulp(1.0f);
  }
}
