package org.anact.bench.micro;

import java.util.concurrent.TimeUnit;
import org.anact.bench.catalog.Catalog;
import org.anact.core.backend.NativeBackend;
import org.deeplearning4j.nn.conf.CNN2DFormat;
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

  /** Name of the network. */
  @Param({"cnn", "resnet20", "resnet18"})
  public String model;

  /** Name of the activation. */
  @Param({"relu", "swish", "nswish"})
  public String activation;

  /** What computes the layers; SHIPPED, which takes minutes for each step, only on request. */
  @Param({"KERNELS", "HELPERS"})
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

  private BenchmarkNetwork network;

  /** Makes the network. */
  @Setup
  public void setUp() {
    boolean kernels = path == Path.KERNELS;
    NativeBackend.activate(new NativeBackend.Settings(0, path != Path.SHIPPED, kernels));
    network =
        new BenchmarkNetwork(
            Catalog.load(),
            model,
            activation,
            kernels ? CNN2DFormat.NHWC : CNN2DFormat.NCHW,
            BenchmarkNetwork.BATCH);
  }

  /** One training step. */
  @Benchmark
  @OperationsPerInvocation(BenchmarkNetwork.BATCH)
  public double train() {
    return network.train();
  }

  /** One pass of inference. */
  @Benchmark
  @OperationsPerInvocation(BenchmarkNetwork.BATCH)
  public double[][] infer() {
    return network.infer();
  }
}
