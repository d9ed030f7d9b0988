package org.anact.bench.micro;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.anact.core.activation.Activations;
import org.anact.core.backend.NativeBackend;
import org.anact.core.layer.ActivationLayers;
import org.anact.core.layer.AnActOptions;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
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

/** Forward and backward pass of one activation layer on 128 x 16 x 32 x 32, and a copy of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ActivationLayerBenchmark {

  private static final long[] SHAPE = {128, 16, 32, 32};

  /** Name of the activation; its plain form is Deeplearning4j's own layer. */
  @Param({"relu", "nrelu", "swish", "nswish", "tanh", "ntanh"})
  public String activation;

  private Layer layer;
  private INDArray input;
  private INDArray epsilon;

  /** Makes the layer and random tensors. */
  @Setup
  public void setUp() {
    NativeBackend.activate(NativeBackend.Settings.defaults());
    NeuralNetConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .layer(
                ActivationLayers.of(
                    Activations.standard().get(activation), AnActOptions.defaults()))
            .build();
    long size = conf.getLayer().initializer().numParams(conf);
    INDArray params = size == 0 ? null : Nd4j.create(DataType.FLOAT, 1, size);
    layer = conf.getLayer().instantiate(conf, List.of(), 0, params, true, DataType.FLOAT);
    if (size > 0) {
      layer.setBackpropGradientsViewArray(Nd4j.create(DataType.FLOAT, 1, size));
    }
    Random random = new Random(1);
    input = gaussian(random);
    epsilon = gaussian(random);
  }

  private static INDArray gaussian(Random random) {
    float[] values = new float[128 * 16 * 32 * 32];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.createFromArray(values).reshape('c', SHAPE);
  }

  /** A training pass, forward and back. */
  @Benchmark
  public Pair<Gradient, INDArray> forwardAndBackward() {
    layer.activate(input, true, LayerWorkspaceMgr.noWorkspaces());
    return layer.backpropGradient(epsilon, LayerWorkspaceMgr.noWorkspaces());
  }

  /** What moving the tensor once costs. */
  @Benchmark
  public INDArray copy() {
    return input.dup();
  }
}
