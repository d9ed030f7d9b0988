package org.anact.bench.run;

import java.util.ArrayList;
import java.util.List;
import org.anact.bench.Numbers;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.datasets.Dataset;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;

/** Trains for a fixed number of steps and follows the loss on the first images of the test set. */
public final class ShortRun {

  private final Catalog catalog;
  private final int steps;
  private final int every;
  private final int images;

  /**
   * Makes a short run.
   *
   * @param catalog has the models and activations of its runs
   * @param steps of training, 1 or more
   * @param every steps between two looks at the loss, 1 or more
   * @param images of the test set that the loss is taken over, the first of its file
   */
  public ShortRun(Catalog catalog, int steps, int every, int images) {
    this.catalog = catalog;
    this.steps = steps;
    this.every = every;
    this.images = images;
  }

  /**
   * How a run went.
   *
   * @param losses held-out losses before the first step and after every so many; where training
   *     left the numbers, up to there
   * @param loss mean cross-entropy over the test set after the last step; not a number if training
   *     left the numbers
   * @param accuracy top-1 over the test set after the last step, between 0 and 1
   */
  public record Course(List<Double> losses, double loss, double accuracy) {

    /** Copies the list. */
    public Course {
      losses = List.copyOf(losses);
    }
  }

  /**
   * Checks that a run can go so far.
   *
   * @throws IllegalArgumentException if its recipe has fewer steps, or the test set fewer images
   * @throws org.anact.bench.InputException if its warm-up is as long as its training
   */
  public void require(RunConfig config, Dataset data) {
    int epochs = config.recipe().epochs();
    RunParts parts = new RunParts(catalog, config, data);
    parts.learningRates();
    int all = config.recipe().steps(parts.train().count());
    if (steps > all) {
      throw new IllegalArgumentException(
          "steps is %d, and the recipe of %s has %d in %s: give fewer steps or more epochs"
              .formatted(steps, config.model(), all, Numbers.count(epochs, "epoch", "epochs")));
    }
    if (images > data.test().count()) {
      throw new IllegalArgumentException(
          "images is %d, and the test set has %d: give fewer"
              .formatted(images, data.test().count()));
    }
  }

  /**
   * Trains.
   *
   * @param config a run that {@link #require} lets pass; its schedule goes over all its epochs,
   *     whatever the steps
   * @param data its data set
   */
  public Course train(RunConfig config, Dataset data) {
    RunParts parts = new RunParts(catalog, config, data);
    MiniBatches heldOut = parts.test().first(images);
    ComputationGraph net = parts.network(parts.learningRates());
    List<Double> losses = new ArrayList<>();
    Evaluation look = Evaluation.of(net, heldOut, RunListener.NONE);
    losses.add(look.loss());
    int perEpoch = parts.train().count();
    for (int done = 0; done < steps; done += perEpoch) {
      MiniBatches.Epoch epoch = parts.epoch(1 + done / perEpoch);
      int length = Math.min(perEpoch, steps - done);
      try (Prefetch batches = new Prefetch(length, epoch::batch)) {
        for (int step = done + 1; step <= done + length; step++) {
          DataSet batch = batches.next();
          net.fit(batch);
          MiniBatches.free(batch);
          if (!Double.isFinite(net.score())) {
            return new Course(losses, Double.NaN, Double.NaN);
          }
          if (step % every == 0) {
            look = Evaluation.of(net, heldOut, RunListener.NONE);
            losses.add(look.loss());
          }
        }
      }
    }
    boolean sawTheEnd = steps % every == 0 && images == data.test().count();
    Evaluation end = sawTheEnd ? look : Evaluation.of(net, parts.test(), RunListener.NONE);
    return new Course(losses, end.loss(), end.accuracy());
  }
}
