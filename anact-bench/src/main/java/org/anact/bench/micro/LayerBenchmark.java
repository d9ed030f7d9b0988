package org.anact.bench.micro;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.anact.bench.catalog.Catalog;
import org.anact.core.backend.NativeBackend;
import org.anact.core.fast.FastBatchNorm;
import org.anact.core.fast.FastConvolution;
import org.anact.core.fast.FastMaxPooling;
import org.anact.core.kernel.Kernels;
import org.anact.core.layer.ActivationLayers;
import org.anact.core.layer.AnActOptions;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Forward and backward pass of one layer on channels-last images, in a workspace as in training,
 * and a copy of its tensor.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LayerBenchmark {

  private static final WorkspaceConfiguration WORKSPACE =
      WorkspaceConfiguration.builder()
          .initialSize(1 << 27)
          .policyAllocation(AllocationPolicy.STRICT)
          .build();

  /**
   * Name of an activation, {@code batchnorm}, {@code convolution} (3 x 3, same channels) or {@code
   * maxpooling} (2 x 2).
   */
  @Param({
    "relu",
    "nrelu",
    "swish",
    "nswish",
    "tanh",
    "ntanh",
    "batchnorm",
    "convolution",
    "maxpooling"
  })
  public String layer;

  /** Whether the suite's kernels compute it; if not, Deeplearning4j's operations do. */
  @Param({"true", "false"})
  public boolean kernels;

  /** Shape of the tensor. */
  @Param({"128x32x32x16", "128x8x8x64"})
  public String shape;

  private Layer instance;
  private INDArray input;
  private INDArray epsilon;
  private INDArray target;
  private LayerWorkspaceMgr workspaces;

  /** Makes the layer and random tensors. */
  @Setup
  public void setUp() {
    NativeBackend.activate(NativeBackend.Settings.defaults());
    System.setProperty(Kernels.PROPERTY, Boolean.toString(kernels));
    String[] sizes = shape.split("x", -1);
    long[] dimensions = new long[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      dimensions[i] = Long.parseLong(sizes[i]);
    }
    NeuralNetConfiguration conf =
        new NeuralNetConfiguration.Builder().layer(configuration(dimensions)).build();
    long size = conf.getLayer().initializer().numParams(conf);
    INDArray params = size == 0 ? null : Nd4j.create(DataType.FLOAT, 1, size);
    instance = conf.getLayer().instantiate(conf, List.of(), 0, params, true, DataType.FLOAT);
    if (size > 0) {
      instance.setBackpropGradientsViewArray(Nd4j.create(DataType.FLOAT, 1, size));
    }
    Random random = new Random(1);
    input = gaussian(random, dimensions);
    target = input.dup();
    workspaces =
        LayerWorkspaceMgr.builder()
            .with(ArrayType.ACTIVATIONS, "BENCHMARK", WORKSPACE)
            .with(ArrayType.ACTIVATION_GRAD, "BENCHMARK", WORKSPACE)
            .with(ArrayType.INPUT, "BENCHMARK", WORKSPACE)
            .with(ArrayType.BP_WORKING_MEM, "BENCHMARK", WORKSPACE)
            .with(ArrayType.FF_WORKING_MEM, "BENCHMARK", WORKSPACE)
            .build();
    instance.setInput(input, LayerWorkspaceMgr.noWorkspaces());
    long[] output = instance.activate(false, LayerWorkspaceMgr.noWorkspaces()).shape();
    epsilon = gaussian(random, output);
  }

  private org.deeplearning4j.nn.conf.layers.Layer configuration(long[] shape) {
    int channels = (int) shape[3];
    return switch (layer) {
      case "batchnorm" -> batchNorm(channels);
      case "convolution" -> convolution(channels);
      case "maxpooling" -> maxPooling();
      default ->
          activation(InputType.convolutional(shape[1], shape[2], channels, CNN2DFormat.NHWC));
    };
  }

  private org.deeplearning4j.nn.conf.layers.Layer activation(InputType input) {
    org.deeplearning4j.nn.conf.layers.Layer conf =
        ActivationLayers.of(
            BenchmarkActivations.known(Catalog.load()).get(layer), AnActOptions.defaults());
    conf.setNIn(input, true);
    return conf;
  }

  private static FastBatchNorm batchNorm(int channels) {
    FastBatchNorm norm = new FastBatchNorm();
    norm.setNIn(channels);
    norm.setNOut(channels);
    norm.setCnn2DFormat(CNN2DFormat.NHWC);
    return norm;
  }

  private static FastConvolution convolution(int channels) {
    FastConvolution.Builder builder = new FastConvolution.Builder(3, 3);
    builder.convolutionMode(ConvolutionMode.Same).dataFormat(CNN2DFormat.NHWC);
    builder.nIn(channels).nOut(channels).activation(Activation.IDENTITY);
    return builder.build();
  }

  private static FastMaxPooling maxPooling() {
    FastMaxPooling pooling = new FastMaxPooling(2, 2, ConvolutionMode.Same);
    pooling.setCnn2dDataFormat(CNN2DFormat.NHWC);
    return pooling;
  }

  private static INDArray gaussian(Random random, long[] dimensions) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, dimensions, 'c');
    for (long i = 0; i < array.length(); i++) {
      array.data().put(i, (float) random.nextGaussian());
    }
    return array;
  }

  /** A training pass, forward and back. */
  @Benchmark
  @SuppressWarnings("try") // the workspace is only opened and closed
  public long forwardAndBackward() {
    try (MemoryWorkspace open = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      instance.setInput(input, workspaces);
      instance.activate(true, workspaces);
      return instance.backpropGradient(epsilon, workspaces).getSecond().length();
    }
  }

  /** What moving the tensor once costs. */
  @Benchmark
  public INDArray copy() {
    return target.assign(input);
  }
}
