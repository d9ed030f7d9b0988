package org.anact.bench.run;

import java.util.List;
import java.util.stream.IntStream;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.datasets.ChannelStatistics;
import org.anact.datasets.Dataset;
import org.anact.datasets.ImageSet;
import org.anact.models.network.InputShape;
import org.anact.results.KeptModel;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.ISchedule;

/** What a run is trained with, which its configuration and its data set alone decide. */
final class RunParts {

  static final int TEST_BATCH_SIZE = 250;

  private final Catalog catalog;
  private final RunConfig config;
  private final Dataset data;
  private final ChannelStatistics statistics;
  private final MiniBatches train;
  private final MiniBatches test;

  RunParts(Catalog catalog, RunConfig config, Dataset data) {
    this.catalog = catalog;
    this.config = config;
    this.data = data;
    this.statistics = data.train().statistics();
    this.train = MiniBatches.training(data, statistics, config.recipe(), config.seed());
    this.test = MiniBatches.test(data, statistics, TEST_BATCH_SIZE);
  }

  MiniBatches train() {
    return train;
  }

  MiniBatches test() {
    return test;
  }

  /** Returns what the network reads. */
  KeptModel.Images images() {
    ImageSet images = data.train();
    List<Integer> channels = IntStream.range(0, images.channels()).boxed().toList();
    return new KeptModel.Images(
        images.channels(),
        images.height(),
        images.width(),
        channels.stream().map(c -> (double) statistics.mean(c)).toList(),
        channels.stream().map(c -> (double) statistics.deviation(c)).toList());
  }

  /**
   * Returns the learning rate of each step.
   *
   * @throws org.anact.bench.InputException if the warm-up is as long as the training
   */
  ISchedule learningRates() {
    return config.recipe().learningRates(train.count());
  }

  /** Returns the network with its initial weights. */
  ComputationGraph network(ISchedule learningRates) {
    InputShape shape =
        new InputShape(data.train().channels(), data.train().height(), data.train().width());
    return catalog
        .models()
        .get(config.model())
        .create(config.networkSpec(catalog, shape, data.classNames().size(), learningRates));
  }

  /** Returns an epoch's mini-batches, after the draws of dropout are set to those of the epoch. */
  MiniBatches.Epoch epoch(int number) {
    // What dropout draws in an epoch must not depend on where the run was started.
    Nd4j.getRandom().setSeed(MiniBatches.epochSeed(config.seed(), number));
    return train.shuffled(number);
  }
}
