package org.anact.core.layer;

import static org.anact.core.layer.ActivationParamInitializer.FUNCTION;
import static org.anact.core.layer.AnActParamInitializer.ALPHA;
import static org.anact.core.layer.AnActParamInitializer.BATCHES;
import static org.anact.core.layer.AnActParamInitializer.DEGENERATE_BATCHES;
import static org.anact.core.layer.AnActParamInitializer.MU;
import static org.anact.core.layer.AnActParamInitializer.RHO;
import static org.anact.core.layer.AnActParamInitializer.RHO_PRIME;
import static org.anact.core.layer.AnActParamInitializer.STATE;
import static org.anact.core.layer.AnActParamInitializer.STATE_SIZE;
import static org.anact.core.layer.AnActParamInitializer.holdsGains;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.anact.core.activation.Activations;
import org.anact.core.activation.LearnedActivation;
import org.anact.core.activation.ParametricActivation;
import org.anact.core.fast.InferenceLayer;
import org.anact.core.fast.InferenceStep;
import org.anact.core.fast.SourceReader;
import org.anact.core.kernel.ActivationPass;
import org.anact.core.kernel.BatchReduction;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.SmallTensor;
import org.anact.core.kernel.Source;
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
public final class AnActLayerImpl extends BaseLayer<AnActLayer>
    implements ActivationSite, SourceReader, InferenceLayer {

  private static final long serialVersionUID = 1L;

  private static final Logger log = LoggerFactory.getLogger(AnActLayerImpl.class);

  private boolean frozen;

  /** f(y) and f'(y) of the last training batch, for its backward pass. */
  private transient INDArray output;

  private transient INDArray slope;

  /** What a training step applies, from its forward to the end of its backward pass; else null. */
  private transient Applied applied;

  /** The activation, with the layer's parameters where it has some. */
  private final IActivation function;

  /** The kernel of the activation, which needs nothing but the input for its backward pass. */
  private final transient Optional<Function<INDArray, ActivationPass>> kernel;

  private transient boolean computedByKernel;

  private transient SiteObserver observer = SiteObserver.NONE;

  /** What the input stands for. */
  private transient Function<INDArray, Source> values = HostTensor::of;

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
    return running(SmallTensor.read(params.get(STATE)));
  }

  /** Returns lambda, from the running values unless a training step applies others. */
  @Override
  public double lambda() {
    return applied().lambda();
  }

  @Override
  public double alpha() {
    return applied().alpha();
  }

  /** Returns the factor that is applied, lambda + b tanh(alpha). */
  @Override
  public double scale() {
    return applied().scale();
  }

  @Override
  public double mu() {
    return applied().mu();
  }

  /**
   * The numbers that a pass applies.
   *
   * @param lambda factor of normalization
   * @param mu what is subtracted from f(y)
   * @param alpha learnable scalar
   * @param scale lambda + b tanh(alpha)
   */
  private record Applied(double lambda, double mu, double alpha, double scale) {}

  private Applied applied() {
    return applied == null ? applied(stored()) : applied;
  }

  /** Returns the state and then alpha, in one copy. */
  private double[] stored() {
    return SmallTensor.read(params.get(STATE), params.get(ALPHA));
  }

  private Applied applied(double... stored) {
    AnActOptions options = layerConf().getOptions();
    double lambda = options.target().lambda(stored[RHO], stored[RHO_PRIME]);
    double alpha = stored[(int) STATE_SIZE];
    return new Applied(
        lambda,
        options.centre() ? stored[MU] : 0.0,
        alpha,
        lambda + options.alphaBound() * Math.tanh(alpha));
  }

  private static RunningStatistics running(double... state) {
    return new RunningStatistics(
        state[RHO],
        state[RHO_PRIME],
        state[MU],
        (long) state[BATCHES],
        (long) state[DEGENERATE_BATCHES]);
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
  public boolean canRead(INDArray like) {
    return kernel.isPresent()
        && maskArray == null
        && observer == SiteObserver.NONE
        && !(function instanceof LearnedActivation)
        && HostTensor.isReadable(like);
  }

  @Override
  public void readFrom(int from, Function<INDArray, Source> source) {
    this.values = source;
  }

  @Override
  public Optional<InferenceStep> inference(long[]... inputs) {
    Applied now = applied(stored());
    return dataType == DataType.FLOAT && kernel.isPresent()
        ? Activations.kernel(function)
            .map(own -> InferenceStep.activation(own, now.scale(), now.mu(), inputs[0]))
        : Optional.empty();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applied = null;
    if (training) {
      observer.input(input);
    }
    computedByKernel = kernel.isPresent() && maskArray == null && HostTensor.isReadable(input);
    if (computedByKernel) {
      return activateByKernel(kernel.get().apply(input), training, workspaceMgr);
    }
    INDArray y = input.castTo(dataType);

    INDArray f =
        workspaceMgr.leverageTo(
            ArrayType.ACTIVATIONS,
            function.getActivation(
                workspaceMgr.dup(ArrayType.ACTIVATIONS, y, y.ordering()), training));
    if (!training) {
      return normalize(f, f, applied());
    }
    INDArray ones = empty(y, ArrayType.ACTIVATIONS, workspaceMgr).assign(1.0);
    INDArray derivative =
        function
            .backprop(workspaceMgr.dup(ArrayType.ACTIVATIONS, y, y.ordering()), ones)
            .getFirst();
    // Some functions compute out of place, in memory that ends with the forward pass of the layer.
    derivative = workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, derivative);
    applied = followsBatches() ? follow(y, f, derivative) : applied();
    this.output = f;
    this.slope = derivative;
    // The identity's backprop hands its second argument back; else that memory is free again.
    INDArray target = derivative == ones ? empty(y, ArrayType.ACTIVATIONS, workspaceMgr) : ones;
    return normalize(f, target, applied);
  }

  private static INDArray empty(INDArray like, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return workspaceMgr.createUninitialized(type, like.dataType(), like.shape(), like.ordering());
  }

  /** Writes the normalized output to {@code target}, which may be f itself. */
  private INDArray normalize(INDArray f, INDArray target, Applied now) {
    INDArray centred =
        layerConf().getOptions().centre() ? f.sub(now.mu(), target) : target.assign(f);
    return centred.muli(now.scale());
  }

  private INDArray activateByKernel(
      ActivationPass pass, boolean training, LayerWorkspaceMgr workspaceMgr) {
    INDArray out = empty(input, ArrayType.ACTIVATIONS, workspaceMgr);
    Source y = values.apply(input);
    if (training && followsBatches()) {
      applied = follow(pass.forwardWithStatistics(y, HostTensor.of(out)), stored());
      pass.normalize(HostTensor.of(out), (float) applied.scale(), (float) applied.mu());
    } else {
      Applied now = applied();
      applied = training ? now : null;
      pass.forward(y, HostTensor.of(out), (float) now.scale(), (float) now.mu());
    }
    return out;
  }

  private boolean followsBatches() {
    return !frozen && layerConf().getOptions().statistics() != AnActOptions.Statistics.STATIC;
  }

  private Applied follow(INDArray y, INDArray f, INDArray derivative) {
    if (maskArray != null) {
      return follow(MaskedReduction.of(y, f, derivative, maskArray, layerConf()), stored());
    }
    if (HostTensor.isOnHost()) {
      return follow(BatchReduction.of(y, f, derivative), stored());
    }
    // One wait for a GPU in place of two.
    INDArray[] moments = BatchReduction.onDevice(y, f, derivative);
    INDArray[] all = Arrays.copyOf(moments, moments.length + 2);
    all[moments.length] = params.get(STATE);
    all[moments.length + 1] = params.get(ALPHA);
    double[] numbers = SmallTensor.read(all);
    return follow(
        BatchReduction.statistics(numbers, y.length()),
        Arrays.copyOfRange(numbers, moments.length, numbers.length));
  }

  /** Moves the running values, and returns what the step applies. */
  private Applied follow(BatchStatistics batch, double... stored) {
    AnActOptions options = layerConf().getOptions();
    double rho = options.updateRule().rho(batch);
    RunningStatistics before = running(stored);
    RunningStatistics after = before.updated(batch, options.updateRule(), roundingUnit());
    if (!holdsGains(dataType, rho, batch.rhoPrime())) {
      after = before.leftOut();
    }
    double[] next = {
      after.rho(), after.rhoPrime(), after.mu(), after.batches(), after.degenerateBatches()
    };
    double[] written = SmallTensor.write(params.get(STATE), next);
    if (before.degenerateBatches() == 0 && after.degenerateBatches() == 1) {
      log.warn(
          "ANAct layer '{}' saw a mini-batch without usable statistics ({}); it keeps its last good"
              + " values",
          name(),
          batch);
    }
    double[] used = Arrays.copyOf(written, stored.length);
    used[used.length - 1] = stored[stored.length - 1];
    if (options.statistics() == AnActOptions.Statistics.BATCH
        && after.batches() > before.batches()) {
      used[RHO] = rho;
      used[RHO_PRIME] = batch.rhoPrime();
      used[MU] = batch.mean();
    }
    return applied(used);
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
    Applied now = applied();
    INDArray back = empty(input, ArrayType.ACTIVATION_GRAD, workspaceMgr);
    if (computedByKernel) {
      backByKernel(kernel.get().apply(input), epsilon, back, now);
    } else {
      back(epsilon, back, now);
    }
    observer.inputGradient(back);
    if (function instanceof LearnedActivation learned) {
      learned.gradient(input.castTo(dataType), epsilon, now.scale(), gradientViews.get(FUNCTION));
    }
    Gradient gradient = new DefaultGradient();
    for (Map.Entry<String, INDArray> view : gradientViews.entrySet()) {
      gradient.setGradientFor(view.getKey(), view.getValue());
    }
    forget();
    return new Pair<>(gradient, back);
  }

  /** Writes dL/dy, and the gradient of alpha from the sum of dL/dout (f(y) - mu). */
  private void back(INDArray epsilon, INDArray back, Applied now) {
    INDArray gradient = gradientViews.get(ALPHA);
    double factor = alphaFactor(now);
    if (HostTensor.isOnHost()) {
      double product = epsilon.mul(output).sumNumber().doubleValue();
      double sum = now.mu() == 0.0 ? 0.0 : epsilon.sumNumber().doubleValue();
      SmallTensor.write(gradient, factor * (product - now.mu() * sum));
    } else if (factor == 0) {
      gradient.assign(0.0);
    } else {
      // Nothing else reads f(y) any more. A number that the host wrote could be lost: a matrix
      // product that writes to the same buffer next does not fetch it.
      INDArray product =
          output.subi(now.mu()).muli(epsilon.castTo(output.dataType())).sum().muli(factor);
      gradient.assign(product.reshape(gradient.shape()));
    }
    epsilon.castTo(slope.dataType()).mul(slope, back).muli(now.scale());
  }

  /** d scale / d alpha; 0 if alpha is not learnt. */
  private double alphaFactor(Applied now) {
    AnActOptions options = layerConf().getOptions();
    double tanh = Math.tanh(now.alpha());
    return options.learnableAlpha() ? options.alphaBound() * (1 - tanh * tanh) : 0.0;
  }

  private void backByKernel(ActivationPass pass, INDArray epsilon, INDArray back, Applied now) {
    Source y = values.apply(input);
    HostTensor gradient =
        HostTensor.of(HostTensor.readable(epsilon.castTo(DataType.FLOAT)).orElseThrow());
    double product = 0;
    if (layerConf().getOptions().learnableAlpha()) {
      product =
          pass.backwardWithProduct(
              y, gradient, HostTensor.of(back), (float) now.scale(), (float) now.mu());
    } else {
      pass.backward(y, gradient, HostTensor.of(back), (float) now.scale());
    }
    SmallTensor.write(gradientViews.get(ALPHA), alphaFactor(now) * product);
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
    applied = null;
  }

  @Override
  public void clearNoiseWeightParams() {
    weightNoiseParams.clear();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  private double roundingUnit() {
    return dataType == DataType.DOUBLE ? Math.ulp(1.0) : Math.ulp(1.0f);
  }
}
