package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anact.core.activation.Activations;
import org.anact.core.kernel.Kernels;
import org.anact.core.training.Optimizer;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Whole networks train with the suite's kernels as they do with Deeplearning4j's operations. */
final class FastNetworkIT {

  private static final int CLASSES = 5;

  @AfterEach
  void kernelsOnAgain() {
    System.clearProperty(Kernels.PROPERTY);
  }

  private static ComputationGraph network(
      String model, String activation, boolean kernels, CNN2DFormat format) {
    System.setProperty(Kernels.PROPERTY, Boolean.toString(kernels));
    NetworkSpec spec =
        NetworkSpec.of(
                Activations.standard().get(activation), new InputShape(3, 16, 16), CLASSES, 2)
            .withOptimizer(Optimizer.of(new Nesterovs(0.005, 0.9), 1e-4))
            .withFormat(format);
    return Models.standard().get(model).create(spec);
  }

  private static DataSet batch(int images) {
    return new DataSet(
        Tensors.gaussian(images, DataType.FLOAT, images, 16, 16, 3),
        Tensors.labels(DataType.FLOAT, images, CLASSES));
  }

  /** Rounding differs, and training amplifies it: the curves may drift apart, but slowly. */
  @ParameterizedTest
  @CsvSource({
    "resnet8, relu",
    "resnet8, nswish",
    "resnet8-s2, ntanh",
    "cnn, swish",
    "cnn, nrelu",
    "mlp, nelu"
  })
  void trainingCurvesAgree(String model, String activation) {
    ComputationGraph fast = network(model, activation, true, CNN2DFormat.NHWC);
    ComputationGraph plain = network(model, activation, false, CNN2DFormat.NHWC);
    Tensors.assertSameBits(fast.params(), plain.params());
    for (int step = 0; step < 12; step++) {
      DataSet batch = batch(step % 4 == 3 ? 9 : 20);
      fast.fit(batch);
      plain.fit(batch);
      double tolerance = 1e-5 * Math.pow(2, step) + 1e-5;
      assertThat(fast.score()).as("step %d", step).isCloseTo(plain.score(), within(tolerance));
    }
    INDArray images = batch(6).getFeatures();
    Tensors.assertNear("output", fast.outputSingle(images), plain.outputSingle(images), 0.05);
  }

  /** Without a dense layer behind the images, their layout changes nothing but rounding. */
  @Test
  void channelsFirstAndChannelsLastAreTheSameNetwork() {
    ComputationGraph last = network("resnet8", "nswish", true, CNN2DFormat.NHWC);
    ComputationGraph first = network("resnet8", "nswish", true, CNN2DFormat.NCHW);
    DataSet batch = batch(12);
    DataSet turned =
        new DataSet(batch.getFeatures().permute(0, 3, 1, 2).dup('c'), batch.getLabels());
    for (int step = 0; step < 6; step++) {
      last.fit(batch);
      first.fit(turned);
      assertThat(last.score()).as("step %d", step).isCloseTo(first.score(), within(1e-3));
    }
  }

  /** The same weights and images, the layout turned: the same loss, and each gradient turned. */
  @ParameterizedTest
  @CsvSource({
    "resnet8, nswish, true",
    "resnet8, relu, true",
    "resnet8, ntanh, false",
    "plain10, nrelu, true",
    "plain10, swish, false"
  })
  void gradientsDoNotDependOnTheLayoutOfTheImages(
      String model, String activation, boolean kernels) {
    ComputationGraph last = network(model, activation, kernels, CNN2DFormat.NHWC);
    ComputationGraph first = network(model, activation, kernels, CNN2DFormat.NCHW);
    DataSet batch = batch(12);
    computeGradients(last, batch.getFeatures(), batch.getLabels());
    computeGradients(first, batch.getFeatures().permute(0, 3, 1, 2).dup('c'), batch.getLabels());
    assertThat(last.score()).isCloseTo(first.score(), within(1e-5));
    Map<String, INDArray> turned = first.gradient().gradientForVariable();
    last.gradient()
        .gradientForVariable()
        .forEach((name, gradient) -> Tensors.assertClose(name, gradient, turned.get(name), 1e-3));
  }

  private static void computeGradients(ComputationGraph net, INDArray images, INDArray labels) {
    net.setInputs(images);
    net.setLabels(labels);
    net.computeGradientAndScore();
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    ComputationGraph one = network("resnet8", "nswish", true, CNN2DFormat.NHWC);
    ComputationGraph two = network("resnet8", "nswish", true, CNN2DFormat.NHWC);
    for (int step = 0; step < 5; step++) {
      one.fit(batch(20));
      two.fit(batch(20));
      assertThat(one.score()).isEqualTo(two.score());
    }
    Tensors.assertSameBits(one.params(), two.params());
  }

  /** The kernels' threads serve one network at a time; the other's own thread does its slices. */
  @Test
  void twoNetworksAtOnceTrainAsEachDoesAlone() throws Exception {
    ComputationGraph alone = network("resnet8", "nswish", true, CNN2DFormat.NHWC);
    train(alone);
    List<Callable<ComputationGraph>> trainings = new ArrayList<>();
    CountDownLatch bothHaveBegun = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      ComputationGraph net = network("resnet8", "nswish", true, CNN2DFormat.NHWC);
      trainings.add(
          () -> {
            bothHaveBegun.countDown();
            bothHaveBegun.await();
            train(net);
            return net;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<ComputationGraph> net : threads.invokeAll(trainings)) {
        Tensors.assertSameBits(net.get().params(), alone.params());
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void train(ComputationGraph net) {
    for (int step = 0; step < 8; step++) {
      net.fit(batch(20 + step));
    }
  }

  /** A saved network is read back whole, trains on, and computes the same without kernels. */
  @Test
  void networksSurviveSavingAndCloning() throws IOException {
    ComputationGraph net = network("resnet8", "nswish", true, CNN2DFormat.NHWC);
    net.fit(batch(20));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelSerializer.writeModel(net, bytes, true);
    ComputationGraph read =
        ModelSerializer.restoreComputationGraph(
            new ByteArrayInputStream(bytes.toByteArray()), true);
    assertThat(read.getConfiguration()).isEqualTo(net.getConfiguration());
    INDArray images = batch(6).getFeatures();
    Tensors.assertSameBits(read.outputSingle(images), net.outputSingle(images));
    ComputationGraph clone = net.clone();
    for (ComputationGraph copy : new ComputationGraph[] {read, clone}) {
      copy.fit(batch(20));
    }
    net.fit(batch(20));
    Tensors.assertSameBits(read.params(), net.params());
    Tensors.assertSameBits(clone.params(), net.params());

    System.setProperty(Kernels.PROPERTY, "false");
    ComputationGraph plain =
        ModelSerializer.restoreComputationGraph(
            new ByteArrayInputStream(bytes.toByteArray()), true);
    plain.fit(batch(20));
    Tensors.assertNear("output", plain.outputSingle(images), net.outputSingle(images), 1e-3);
  }
}
