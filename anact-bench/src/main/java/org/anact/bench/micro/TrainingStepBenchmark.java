package org.anact.bench.micro;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.anact.core.activation.Activations;
import org.anact.core.backend.NativeBackend;
import org.anact.models.Models;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Images a second of training and of inference of a whole network, batch 128, images of 3 x 32 x
 * 32.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 8)
public class TrainingStepBenchmark {

  private static final int BATCH = 128;

  /** Name of the network. */
  @Param({"cnn", "resnet20"})
  public String model;

  /** Name of the activation. */
  @Param({"relu", "swish", "nswish"})
  public String activation;

  /** What computes the layers. */
  @Param({"KERNELS", "HELPERS", "SHIPPED"})
  public Path path;

  /** What computes the layers. */
  public enum Path {
    /** The suite's kernels, as the suite runs. */
    KERNELS,
    /** Deeplearning4j with its oneDNN helpers. */
    HELPERS,
    /** Deeplearning4j as it ships. */
    SHIPPED
  }

  private ComputationGraph net;
  private DataSet batch;

  /** Makes the network and one batch of random colour images of 32 x 32. */
  @Setup
  public void setUp() {
    NativeBackend.activate(
        new NativeBackend.Settings(0, path != Path.SHIPPED, path == Path.KERNELS));
    NetworkSpec spec =
        NetworkSpec.of(Activations.standard().get(activation), new InputShape(3, 32, 32), 10, 1)
            .withOptimizer(new Nesterovs(0.01, 0.9), 1e-4)
            .withFormat(path == Path.KERNELS ? CNN2DFormat.NHWC : CNN2DFormat.NCHW);
    net = new ComputationGraph(Models.standard().get(model).build(spec));
    net.init();
    Random random = new Random(1);
    float[] pixels = new float[BATCH * 3 * 32 * 32];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    float[] labels = new float[BATCH * 10];
    for (int i = 0; i < BATCH; i++) {
      labels[i * 10 + random.nextInt(10)] = 1;
    }
    batch =
        new DataSet(
            path == Path.KERNELS
                ? Nd4j.createFromArray(pixels).reshape('c', BATCH, 32, 32, 3)
                : Nd4j.createFromArray(pixels).reshape('c', BATCH, 3, 32, 32),
            Nd4j.createFromArray(labels).reshape('c', BATCH, 10));
  }

  /** One training step. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double train() {
    net.fit(batch);
    return net.score();
  }

  /** One pass of inference. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public INDArray infer() {
    return net.outputSingle(batch.getFeatures());
  }
}
