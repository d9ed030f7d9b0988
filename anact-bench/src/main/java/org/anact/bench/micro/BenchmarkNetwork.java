package org.anact.bench.micro;

import java.util.Random;
import org.anact.bench.catalog.Catalog;
import org.anact.core.fast.Inference;
import org.anact.core.training.Optimizer;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;

/** A network and one batch of random colour images of 32 x 32, for timing its steps. */
public final class BenchmarkNetwork {

  /** Images of a batch, unless another number is asked for. */
  static final int BATCH = 128;

  /** Most images of a batch, 200 MB of pixels. */
  public static final int MOST_IMAGES = 1 << 14;

  private static final int CLASSES = 10;
  private static final InputShape SHAPE = new InputShape(3, 32, 32);

  private final ComputationGraph net;
  private final Inference inference;
  private final DataSet batch;

  BenchmarkNetwork(
      Catalog catalog, String model, String activation, CNN2DFormat format, int images) {
    NetworkSpec spec =
        NetworkSpec.of(BenchmarkActivations.known(catalog).get(activation), SHAPE, CLASSES, 1)
            .withOptimizer(Optimizer.of(new Nesterovs(0.01, 0.9), 1e-4))
            .withFormat(format);
    net = catalog.models().get(model).create(spec);
    inference = new Inference(net);
    Random random = new Random(1);
    float[] pixels = new float[images * SHAPE.channels() * SHAPE.height() * SHAPE.width()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    float[] labels = new float[images * CLASSES];
    for (int i = 0; i < images; i++) {
      labels[i * CLASSES + random.nextInt(CLASSES)] = 1;
    }
    long[] dimensions =
        format == CNN2DFormat.NHWC
            ? new long[] {images, SHAPE.height(), SHAPE.width(), SHAPE.channels()}
            : new long[] {images, SHAPE.channels(), SHAPE.height(), SHAPE.width()};
    batch =
        new DataSet(
            Nd4j.createFromArray(pixels).reshape('c', dimensions),
            Nd4j.createFromArray(labels).reshape('c', images, CLASSES));
  }

  /** Trains for one step and returns its loss. */
  double train() {
    net.fit(batch);
    return net.score();
  }

  /** Returns the array of vertices that steps run through, for who wraps them. */
  GraphVertex[] vertices() {
    return net.getVertices();
  }

  /** Returns the network's logits. */
  double[][] infer() {
    return inference.logits(batch.getFeatures());
  }
}
