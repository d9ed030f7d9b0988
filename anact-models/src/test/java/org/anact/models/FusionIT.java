package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.anact.core.activation.Activations;
import org.anact.core.fast.FastActivation;
import org.anact.core.fast.FastAdd;
import org.anact.core.fast.FastBatchNorm;
import org.anact.core.fast.FastClassifier;
import org.anact.core.fast.FastConvolution;
import org.anact.core.fast.Fusion;
import org.anact.core.signal.ActivationSite;
import org.anact.core.signal.SiteObserver;
import org.anact.core.training.NetworkUpdater;
import org.anact.core.training.Optimizer;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkBuilder;
import org.anact.models.network.NetworkSpec;
import org.anact.models.network.Vgg;
import org.anact.models.network.WideResNet;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * A linked network computes what one that is not computes, to the bit, and whoever looks on sees
 * the same: one class for all of it, as every case is a pair of networks made in the same few ways.
 */
final class FusionIT {

  private static final int CLASSES = 5;
  private static final int IMAGES = 8;

  /** From the list of networks, and smaller ones of the families that are slow in it. */
  private static ModelEntry entry(String model) {
    return switch (model) {
      case "vgg" -> own(model, spec -> Vgg.build(spec, List.of(List.of(8, 8), List.of(16)), 32));
      case "wide" -> own(model, spec -> WideResNet.build(spec, 10, 1));
      default -> Models.standard().get(model);
    };
  }

  private static ModelEntry own(String name, Architecture architecture) {
    return new ModelEntry(name, "own", "small", "-", architecture);
  }

  private static NetworkSpec spec(String activation) {
    return NetworkSpec.of(
            Activations.standard().get(activation), new InputShape(3, 16, 16), CLASSES, 2)
        .withOptimizer(Optimizer.of(new Nesterovs(0.005, 0.9), 1e-4));
  }

  private static ComputationGraph linked(ComputationGraphConfiguration conf) {
    ComputationGraph net = unlinked(conf);
    Fusion.link(net);
    return net;
  }

  private static ComputationGraph unlinked(ComputationGraphConfiguration conf) {
    ComputationGraph net = new ComputationGraph(conf.clone());
    net.init();
    NetworkUpdater.install(net, 0);
    return net;
  }

  private static DataSet batch(long seed, int images) {
    return batch(seed, images, 3);
  }

  private static DataSet batch(long seed, int images, int channels) {
    return new DataSet(
        Tensors.gaussian(seed, DataType.FLOAT, images, 16, 16, channels),
        Tensors.labels(DataType.FLOAT, images, CLASSES));
  }

  private static void fit(ComputationGraph net, int steps, int images) {
    for (int step = 0; step < steps; step++) {
      net.fit(batch(step, images));
    }
  }

  private static void assertTrainAlike(ComputationGraph linked, ComputationGraph plain) {
    assertTrainAlike(linked, plain, 3);
  }

  private static void assertTrainAlike(
      ComputationGraph linked, ComputationGraph plain, int channels) {
    INDArray before = plain.params().dup();
    for (int step = 0; step < 3; step++) {
      linked.fit(batch(step, IMAGES, channels));
      plain.fit(batch(step, IMAGES, channels));
      assertThat(linked.score()).isEqualTo(plain.score());
    }
    assertThat(plain.params().distance2(before)).isGreaterThan(1e-3);
    Tensors.assertSameBits(linked.params(), plain.params());
  }

  @ParameterizedTest
  @CsvSource({
    "resnet8, relu",
    "resnet8, swish",
    "resnet8, nswish",
    "resnet8, prelu",
    "resnet8, nprelu",
    "resnet8-s2, relu",
    "resnet8-s2, nswish",
    "resnet8-s2, swish_beta",
    "vgg, swish",
    "vgg, nswish",
    "wide, relu",
    "wide, nswish",
    "wide, swish_beta"
  })
  void linkedNetworksTrainAlike(String model, String activation) {
    NetworkSpec spec = spec(activation);
    assertTrainAlike(entry(model).create(spec), unlinked(entry(model).build(spec)));
  }

  /** What the kernels do not cover is linked as well, and stored. */
  @ParameterizedTest
  @CsvSource({"relu, DOUBLE", "nswish, DOUBLE", "nswish, HALF"})
  void otherDataTypes(String activation, DataType type) {
    NetworkSpec spec = spec(activation).withDataType(type);
    assertTrainAlike(entry("resnet8-s2").create(spec), unlinked(entry("resnet8-s2").build(spec)));
  }

  @Test
  void channelsFirst() {
    NetworkSpec spec = spec("nswish").withFormat(CNN2DFormat.NCHW);
    ComputationGraph linked = entry("resnet8").create(spec);
    ComputationGraph plain = unlinked(entry("resnet8").build(spec));
    DataSet batch = batch(1, IMAGES);
    batch.setFeatures(batch.getFeatures().permute(0, 3, 1, 2).dup('c'));
    for (int step = 0; step < 3; step++) {
      linked.fit(batch);
      plain.fit(batch);
    }
    Tensors.assertSameBits(linked.params(), plain.params());
  }

  /** Fewer images than threads leave some without a share; an odd number, with unequal ones. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void anyNumberOfImages(int images) {
    NetworkSpec spec = spec("nswish");
    ComputationGraph linked = entry("resnet8").create(spec);
    ComputationGraph plain = unlinked(entry("resnet8").build(spec));
    fit(linked, 2, images);
    fit(plain, 2, images);
    Tensors.assertSameBits(linked.params(), plain.params());
  }

  /** Then nothing lies where a layer's output must, and everything is stored. */
  @Test
  void withoutWorkspaces() {
    NetworkSpec spec = spec("nswish");
    ComputationGraph linked = entry("resnet8").create(spec);
    ComputationGraph plain = unlinked(entry("resnet8").build(spec));
    for (ComputationGraph net : List.of(linked, plain)) {
      net.getConfiguration().setTrainingWorkspaceMode(WorkspaceMode.NONE);
    }
    assertTrainAlike(linked, plain);
  }

  static Stream<Arguments> watched() {
    return Stream.of("resnet8-s2", "wide", "vgg")
        .flatMap(model -> Stream.of("relu", "nswish").map(name -> Arguments.of(model, name)));
  }

  /** Who asks for the activations gets them all, before and after steps that store some nowhere. */
  @ParameterizedTest
  @MethodSource("watched")
  void feedForwardHandsOutEveryActivation(String model, String activation) {
    NetworkSpec spec = spec(activation);
    ComputationGraph linked = entry(model).create(spec);
    ComputationGraph plain = unlinked(entry(model).build(spec));
    INDArray images = batch(7, IMAGES).getFeatures();
    for (int round = 0; round < 2; round++) {
      Map<String, INDArray> found = linked.feedForward(images, true);
      Map<String, INDArray> wanted = plain.feedForward(images, true);
      assertThat(found.keySet()).isEqualTo(wanted.keySet());
      wanted.forEach((name, array) -> Tensors.assertSameBits(found.get(name), array));
      Tensors.assertSameBits(linked.output(true, images)[0], plain.output(true, images)[0]);
      assertThat(linked.score(batch(7, IMAGES), true))
          .isEqualTo(plain.score(batch(7, IMAGES), true));
      linked.clear();
      plain.clear();
      linked.fit(batch(8, IMAGES));
      plain.fit(batch(8, IMAGES));
    }
    Tensors.assertSameBits(linked.params(), plain.params());
  }

  /** A copy that outlives the step. */
  @SuppressWarnings("try") // the scope is where the copy is made
  private static INDArray copy(INDArray array) {
    try (MemoryWorkspace scope = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return array.dup('c');
    }
  }

  /** Keeps copies of what a training step hands to listeners. */
  private static final class Keeper extends BaseTrainingListener {

    private final Map<String, INDArray> activations = new TreeMap<>();

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> given) {
      given.forEach((name, array) -> activations.put(name, copy(array)));
    }
  }

  @ParameterizedTest
  @MethodSource("watched")
  void listenersGetEveryActivation(String model, String activation) {
    NetworkSpec spec = spec(activation);
    ComputationGraph linked = entry(model).create(spec);
    ComputationGraph plain = unlinked(entry(model).build(spec));
    // A step before, so that a listener that comes late is heeded, too.
    fit(linked, 1, IMAGES);
    fit(plain, 1, IMAGES);
    Keeper seen = new Keeper();
    Keeper wanted = new Keeper();
    linked.setListeners(seen);
    plain.setListeners(wanted);
    linked.fit(batch(7, IMAGES));
    plain.fit(batch(7, IMAGES));
    assertThat(wanted.activations.keySet()).anyMatch(name -> name.contains("bn"));
    assertThat(seen.activations.keySet()).isEqualTo(wanted.activations.keySet());
    wanted.activations.forEach(
        (name, array) -> Tensors.assertSameBits(seen.activations.get(name), array));
    linked.setListeners(List.of());
    plain.setListeners(List.of());
    assertTrainAlike(linked, plain);
  }

  /** Keeps copies of what goes through a site. */
  private static final class Site implements SiteObserver {

    private final List<INDArray> seen = new ArrayList<>();

    @Override
    public void input(INDArray y) {
      seen.add(copy(y));
    }

    @Override
    public void outputGradient(INDArray gradient) {
      seen.add(copy(gradient));
    }

    @Override
    public void inputGradient(INDArray gradient) {
      seen.add(copy(gradient));
    }
  }

  /** Observes every n-th site, the first included. */
  private static Map<String, Site> observe(ComputationGraph net, int every) {
    Map<String, Site> sites = new TreeMap<>();
    int count = 0;
    for (Layer layer : net.getLayers()) {
      if (layer instanceof ActivationSite site && count++ % every == 0) {
        sites.put(site.name(), new Site());
        site.observe(sites.get(site.name()));
      }
    }
    return sites;
  }

  @ParameterizedTest
  @CsvSource({
    "resnet8-s2, relu, 1",
    "resnet8-s2, nswish, 1",
    "resnet8-s2, nswish, 2",
    "wide, swish, 2"
  })
  void observersSeeTheTrueInputs(String model, String activation, int every) {
    NetworkSpec spec = spec(activation);
    ComputationGraph linked = entry(model).create(spec);
    ComputationGraph plain = unlinked(entry(model).build(spec));
    fit(linked, 1, IMAGES);
    fit(plain, 1, IMAGES);
    Map<String, Site> sites = observe(linked, every);
    Map<String, Site> wanted = observe(plain, every);
    assertThat(wanted).isNotEmpty();
    linked.fit(batch(7, IMAGES));
    plain.fit(batch(7, IMAGES));
    wanted.forEach(
        (name, site) -> {
          assertThat(site.seen).hasSize(3);
          for (int i = 0; i < 3; i++) {
            Tensors.assertSameBits(sites.get(name).seen.get(i), site.seen.get(i));
          }
        });
    Tensors.assertSameBits(linked.params(), plain.params());
  }

  @ParameterizedTest
  @CsvSource({"resnet8, nswish", "resnet8-s2, relu", "wide, swish"})
  void inferenceAndSavedNetworksAreTheSame(String model, String activation) throws IOException {
    NetworkSpec spec = spec(activation);
    ComputationGraph linked = entry(model).create(spec);
    ComputationGraph plain = unlinked(entry(model).build(spec));
    INDArray images = batch(9, 6).getFeatures();
    Tensors.assertSameBits(linked.outputSingle(images), plain.outputSingle(images));
    fit(linked, 1, IMAGES);
    plain.setParams(linked.params());
    Tensors.assertSameBits(linked.outputSingle(images), plain.outputSingle(images));

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelSerializer.writeModel(linked, bytes, true);
    ComputationGraph read = restore(bytes);
    ComputationGraph readAndLinked = restore(bytes);
    Fusion.link(readAndLinked);
    ComputationGraph clone = linked.clone();
    Tensors.assertSameBits(read.outputSingle(images), linked.outputSingle(images));
    for (ComputationGraph net : List.of(linked, read, readAndLinked, clone)) {
      net.fit(batch(3, IMAGES));
      Tensors.assertClose("parameters", net.params(), linked.params(), 1e-5);
    }
  }

  private static ComputationGraph restore(ByteArrayOutputStream bytes) throws IOException {
    return ModelSerializer.restoreComputationGraph(
        new ByteArrayInputStream(bytes.toByteArray()), true);
  }

  /** Linking once more changes nothing. */
  @Test
  void linkedTwice() {
    NetworkSpec spec = spec("nswish");
    ComputationGraph twice = entry("resnet8").create(spec);
    Fusion.link(twice);
    assertTrainAlike(twice, unlinked(entry("resnet8").build(spec)));
  }

  /** Rows of a dense layer in place of images. */
  @ParameterizedTest
  @CsvSource({"16, relu", "16, nswish", "24, nswish", "512, swish"})
  void batchNormOfRows(int units, String activation) {
    NetworkBuilder net = new NetworkBuilder(spec(activation));
    String last = net.activation("act", net.batchNorm("bn", net.dense("dense", "input", units)));
    ComputationGraphConfiguration conf = net.classifier(last);
    assertTrainAlike(linked(conf), unlinked(conf));
  }

  /** What is normalized is then no layer's output. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void batchNormOfTheInput(int channels) {
    NetworkSpec spec =
        NetworkSpec.of(
                Activations.standard().get("nswish"), new InputShape(channels, 16, 16), CLASSES, 2)
            .withOptimizer(Optimizer.of(new Nesterovs(0.005, 0.9), 1e-4));
    NetworkBuilder net = new NetworkBuilder(spec);
    String last = net.activation("act", net.batchNorm("bn", "input"));
    last = net.convolution("conv", last, 4, 3, 2, true);
    ComputationGraphConfiguration conf = net.classifier(net.globalAveragePool("pool", last));
    assertTrainAlike(linked(conf), unlinked(conf), channels);
  }

  /** Sums of sums, of one batch norm with itself, and one that no activation reads. */
  @ParameterizedTest
  @ValueSource(strings = {"relu", "nswish"})
  void sumsOfAllKinds(String activation) {
    NetworkBuilder net = new NetworkBuilder(spec(activation));
    String stem = net.convolution("stem", "input", 8, 3, 2, true);
    String first = net.batchNorm("bn1", net.convolution("conv1", stem, 8, 3, 1, false));
    String second = net.batchNorm("bn2", net.convolution("conv2", stem, 8, 3, 1, false));
    String third = net.batchNorm("bn3", net.convolution("conv3", stem, 8, 3, 1, false));
    String inner = net.add("add1", first, second);
    String outer = net.activation("act1", net.add("add2", inner, third));
    String twice = net.batchNorm("bn4", net.convolution("conv4", outer, 8, 3, 1, false));
    twice = net.activation("act2", net.add("add3", twice, twice));
    String bare = net.batchNorm("bn5", net.convolution("conv5", twice, 8, 3, 1, false));
    String last = net.add("add4", net.batchNorm("bn6", twice), bare);
    ComputationGraphConfiguration conf = net.classifier(net.globalAveragePool("pool", last));
    assertTrainAlike(linked(conf), unlinked(conf));
  }

  /**
   * One array cannot be the gradient of both inputs of a sum where Deeplearning4j adds that of
   * another reader to it before the batch norm has used it.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInputThatIsReadAgainBeforeTheSum(boolean normFirst) {
    NetworkBuilder net = new NetworkBuilder(spec("swish"));
    String early = net.activation("early", net.convolution("stem", "input", 8, 3, 2, true));
    String norm = net.batchNorm("norm", net.convolution("conv", early, 8, 3, 1, false));
    String side = net.convolution("side", early, 8, 3, 1, false);
    String again = net.add("again", side, early);
    String sum = normFirst ? net.add("sum", norm, early) : net.add("sum", early, norm);
    String last = net.add("join", net.activation("act1", sum), net.activation("act2", again));
    ComputationGraphConfiguration conf = net.classifier(net.globalAveragePool("pool", last));
    ComputationGraph linked = linked(conf);
    List<String> order = new ArrayList<>();
    for (int vertex : linked.topologicalSortOrder()) {
      order.add(linked.getVertices()[vertex].getVertexName());
    }
    assertThat(order).containsSubsequence("norm", "again", "sum");
    assertTrainAlike(linked, unlinked(conf));
  }

  /** As above, with the reader behind the sum. */
  @Test
  void anInputThatIsReadAgainAfterTheSum() {
    NetworkBuilder net = new NetworkBuilder(spec("swish"));
    String early = net.activation("early", net.convolution("stem", "input", 8, 3, 2, true));
    String norm = net.batchNorm("norm", net.convolution("conv", early, 8, 3, 1, false));
    String last = net.activation("act", net.add("sum", norm, early));
    last = net.add("again", net.convolution("side", last, 8, 3, 1, false), early);
    ComputationGraphConfiguration conf = net.classifier(net.globalAveragePool("pool", last));
    assertTrainAlike(linked(conf), unlinked(conf));
  }

  private static ComputationGraphConfiguration.GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .updater(new Sgd(0.05))
        .activation(Activation.IDENTITY)
        .weightInit(new WeightInitXavier())
        .graphBuilder()
        .addInputs("input");
  }

  private static ConvolutionLayer convolution(int kernel, int stride) {
    return new FastConvolution.Builder(kernel, kernel)
        .stride(stride, stride)
        .convolutionMode(kernel == 16 ? ConvolutionMode.Truncate : ConvolutionMode.Same)
        .nOut(8)
        .build();
  }

  private static ComputationGraphConfiguration classified(
      ComputationGraphConfiguration.GraphBuilder graph, String last) {
    return graph
        .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), last)
        .addLayer("output", new FastClassifier(CLASSES, new WeightInitXavier()), "pool")
        .setOutputs("output")
        .setInputTypes(InputType.convolutional(16, 16, 3, CNN2DFormat.NHWC))
        .build();
  }

  /** Deeplearning4j's vertex sums any number of inputs, and repeats what is one pixel. */
  @ParameterizedTest
  @ValueSource(strings = {"relu", "swish"})
  void aBatchNormThatIsRepeatedOverTheImage(String activation) {
    ComputationGraphConfiguration conf = broadcast(activation);
    assertTrainAlike(linked(conf), unlinked(conf));
  }

  /** Without input types, of which Deeplearning4j allows none for it. */
  private static ComputationGraphConfiguration broadcast(String activation) {
    GlobalPoolingLayer pool = new GlobalPoolingLayer(PoolingType.AVG);
    pool.setPoolingDimensions(new int[] {1, 2});
    FastClassifier output = new FastClassifier(CLASSES, new WeightInitXavier());
    output.setNIn(8);
    return graph()
        .addLayer("conv", channelsLast(convolution(3, 1)), "input")
        .addLayer("bn1", batchNorm(), "conv")
        .addLayer("whole", channelsLast(convolution(16, 1)), "input")
        .addLayer("bn2", batchNorm(), "whole")
        .addVertex("sum", new FastAdd(), "bn1", "bn2")
        .addLayer("act", activationLayer(activation), "sum")
        .addLayer("pool", pool, "act")
        .addLayer("output", output, "pool")
        .setOutputs("output")
        .build();
  }

  private static ConvolutionLayer channelsLast(ConvolutionLayer conf) {
    conf.setCnn2dDataFormat(CNN2DFormat.NHWC);
    conf.setNIn(3);
    return conf;
  }

  private static FastBatchNorm batchNorm() {
    FastBatchNorm conf = new FastBatchNorm();
    conf.setNIn(8);
    conf.setNOut(8);
    conf.setCnn2DFormat(CNN2DFormat.NHWC);
    return conf;
  }

  private static FastActivation activationLayer(String name) {
    return new FastActivation(Activations.standard().get(name).base().create());
  }

  @Test
  void aSumOfThree() {
    ComputationGraphConfiguration conf =
        classified(
            graph()
                .addLayer("conv1", convolution(3, 1), "input")
                .addLayer("bn1", new FastBatchNorm(), "conv1")
                .addLayer("conv2", convolution(3, 1), "input")
                .addLayer("bn2", new FastBatchNorm(), "conv2")
                .addLayer("conv3", convolution(3, 1), "input")
                .addLayer("bn3", new FastBatchNorm(), "conv3")
                .addVertex("sum", new FastAdd(), "bn1", "bn2", "bn3")
                .addLayer("act", activationLayer("swish"), "sum"),
            "act");
    assertTrainAlike(linked(conf), unlinked(conf));
  }
}
