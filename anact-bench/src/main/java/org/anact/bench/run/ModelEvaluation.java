package org.anact.bench.run;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.bench.Numbers;
import org.anact.core.fast.Inference;
import org.anact.core.training.SoftmaxCrossEntropy;
import org.anact.datasets.ChannelStatistics;
import org.anact.datasets.Dataset;
import org.anact.datasets.ImageSet;
import org.anact.results.KeptModel;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a trained network does on the test set of a data set, computed as a run computes it.
 *
 * @param loss mean cross-entropy in nats
 * @param accuracy top-1, between 0 and 1
 * @param classes by label
 */
public record ModelEvaluation(double loss, double accuracy, List<ClassResult> classes) {

  /** Copies the list. */
  public ModelEvaluation {
    classes = List.copyOf(classes);
  }

  /**
   * The images of one class.
   *
   * @param name of the class
   * @param label of the class
   * @param loss mean cross-entropy in nats; not a number if there is no image
   * @param predictions how many were taken for each class, by label
   */
  public record ClassResult(String name, int label, double loss, List<Integer> predictions) {

    /** Returns how many images there are. */
    public int images() {
      return predictions.stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns how many were taken for what they are. */
    public int correct() {
      return predictions.get(label);
    }

    /** Returns the share of those, between 0 and 1; not a number if there is no image. */
    public double accuracy() {
      return (double) correct() / images();
    }
  }

  /**
   * Evaluates a network. Inputs are normalized as in its training, or, where its file does not say
   * how, by the training set of this data set.
   *
   * @throws InputException if it classifies no images of this shape, or into other classes
   */
  public static ModelEvaluation of(ModelFile model, Dataset data) {
    Optional<KeptModel.Images> images = model.record().map(KeptModel::images);
    images.ifPresent(trained -> requireShape(trained, data));
    requireClasses(model, data);
    ChannelStatistics statistics =
        images
            .map(trained -> ChannelStatistics.of(trained.means(), trained.deviations()))
            .orElseGet(() -> data.train().statistics());
    int classes = data.classNames().size();
    int[][] counts = new int[classes][classes];
    double[] losses = new double[classes];
    Evaluation all =
        Evaluation.of(
            classifier(model, data),
            MiniBatches.test(data, statistics, RunParts.TEST_BATCH_SIZE),
            (label, predicted, loss) -> {
              counts[label][predicted]++;
              losses[label] += loss;
            },
            RunListener.NONE);
    return new ModelEvaluation(
        all.loss(),
        all.accuracy(),
        IntStream.range(0, classes)
            .mapToObj(
                label ->
                    new ClassResult(
                        data.classNames().get(label),
                        label,
                        losses[label] / Arrays.stream(counts[label]).sum(),
                        Arrays.stream(counts[label]).boxed().toList()))
            .toList());
  }

  private static void requireShape(KeptModel.Images trained, Dataset data) {
    ImageSet images = data.test();
    if (trained.channels() != images.channels()
        || trained.height() != images.height()
        || trained.width() != images.width()) {
      throw new InputException(
          "the network reads images of %s, and those of %s are %s: give a data set of the same shape"
              .formatted(
                  shape(trained.channels(), trained.height(), trained.width()),
                  data.name(),
                  shape(images)));
    }
  }

  private static void requireClasses(ModelFile model, Dataset data) {
    ComputationGraph net = model.network();
    if (net.getNumInputArrays() != 1
        || net.getNumOutputArrays() != 1
        || !(net.getOutputLayer(0).conf().getLayer() instanceof OutputLayer output)) {
      throw new InputException(
          "the network is no classifier of images: give one with one input and one OutputLayer");
    }
    int classes = data.classNames().size();
    if (output.getNOut() != classes) {
      throw new InputException(
          "the network has %s, and %s has %d: give a data set of the same classes"
              .formatted(
                  Numbers.count(output.getNOut(), "class", "classes"), data.name(), classes));
    }
  }

  private static Function<INDArray, double[][]> classifier(ModelFile model, Dataset data) {
    ComputationGraph net = model.network();
    if (model.record().isPresent()) {
      return new Inference(net)::logits;
    }
    CNN2DFormat format =
        net.getConfiguration().getVertices().values().stream()
            .flatMap(ModelEvaluation::formats)
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        "the network does not say in which order it reads the dimensions of images:"
                            + " give one whose configuration was made with an input type of"
                            + " images"));
    return images -> {
      try {
        return SoftmaxCrossEntropy.logits(
            net, format == CNN2DFormat.NHWC ? images : images.permute(0, 3, 1, 2).dup('c'));
      } catch (RuntimeException e) {
        throw new InputException(
            "the network cannot read the images of %s, %s (%s): give a data set of the shape that it was trained on"
                .formatted(data.name(), shape(data.test()), Causes.sentence(e)),
            e);
      }
    };
  }

  /** What a part of a network says of the order of dimensions. */
  private static Stream<CNN2DFormat> formats(GraphVertex vertex) {
    if (!(vertex instanceof LayerVertex layer)) {
      return Stream.empty();
    }
    if (layer.getPreProcessor() instanceof CnnToFeedForwardPreProcessor flat) {
      return Stream.of(flat.getFormat());
    }
    return layer.getLayerConf().getLayer() instanceof ConvolutionLayer convolution
        ? Stream.of(convolution.getCnn2dDataFormat())
        : Stream.empty();
  }

  private static String shape(ImageSet images) {
    return shape(images.channels(), images.height(), images.width());
  }

  private static String shape(int channels, int height, int width) {
    return "%d x %d pixels in %s"
        .formatted(width, height, Numbers.count(channels, "channel", "channels"));
  }
}
