package org.anact.bench.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.core.fast.Inference;
import org.anact.datasets.DatasetEntry;
import org.anact.models.cost.NetworkCost;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How fast a network is on this machine, measured on random images for a few seconds.
 *
 * @param trainSeconds seconds of a training step, by image
 * @param testSeconds seconds of an evaluation, by image
 */
record Speed(double trainSeconds, double testSeconds) {

  /**
   * A step of about so many multiply-adds is over in a second or two, and has enough images for the
   * update of the weights not to weigh more than it does in a real mini-batch.
   */
  private static final double STEP_MULTIPLY_ADDS = 1.2e11;

  /** Forward, gradient of the input, gradient of the weights. */
  private static final int PASSES = 3;

  private static final int SMALLEST_BATCH = 4;
  private static final long WARM_UP_NANOS = 2_000_000_000L;
  private static final long MEASURE_NANOS = 2_000_000_000L;

  /** The first steps of a network are the compiler's; two of them are left out. */
  private static final int WARM_UP_STEPS = 2;

  private static final int LEAST_STEPS = 3;

  /**
   * Measures the network of a run.
   *
   * @param catalog has its model and its activation
   * @param data its data set, which need not be there
   * @param cost of the network
   */
  static Speed of(Catalog catalog, RunConfig run, DatasetEntry data, NetworkCost cost) {
    int batchSize = batchSize(run, cost);
    ComputationGraph net =
        catalog.models().get(run.model()).create(SweepPlan.spec(catalog, run, data));
    DataSet batch = randomImages(data, batchSize);
    INDArray images = batch.getFeatures();
    try (Inference inference = new Inference(net)) {
      return new Speed(
          secondsOf(() -> net.fit(batch)) / batchSize,
          secondsOf(() -> inference.logits(images)) / batchSize);
    } finally {
      net.close();
    }
  }

  private static int batchSize(RunConfig run, NetworkCost cost) {
    double fitting = STEP_MULTIPLY_ADDS / (PASSES * Math.max(1.0, (double) cost.multiplyAdds()));
    int largest = run.recipe().batchSize();
    return (int) Math.max(Math.min(SMALLEST_BATCH, largest), Math.min(fitting, largest));
  }

  private static DataSet randomImages(DatasetEntry data, int count) {
    Random random = new Random(1);
    float[] pixels = new float[count * data.height() * data.width() * data.channels()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    float[] labels = new float[count * data.classes()];
    for (int i = 0; i < count; i++) {
      labels[i * data.classes() + random.nextInt(data.classes())] = 1;
    }
    return new DataSet(
        Nd4j.createFromArray(pixels)
            .reshape('c', count, data.height(), data.width(), data.channels()),
        Nd4j.createFromArray(labels).reshape('c', count, data.classes()));
  }

  /** The median, as a machine is never quite idle. */
  private static double secondsOf(Runnable step) {
    timed(step, WARM_UP_NANOS, WARM_UP_STEPS);
    List<Long> nanos = timed(step, MEASURE_NANOS, LEAST_STEPS);
    nanos.sort(null);
    return nanos.get(nanos.size() / 2) / 1e9;
  }

  private static List<Long> timed(Runnable step, long atLeast, int steps) {
    List<Long> nanos = new ArrayList<>();
    long start = System.nanoTime();
    while (nanos.size() < steps || System.nanoTime() - start < atLeast) {
      long before = System.nanoTime();
      step.run();
      nanos.add(System.nanoTime() - before);
    }
    return nanos;
  }
}
