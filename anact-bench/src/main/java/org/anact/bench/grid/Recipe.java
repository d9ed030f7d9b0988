package org.anact.bench.grid;

import org.anact.models.initialization.Initialization;

/**
 * How a network is trained: SGD with Nesterov momentum on the cross-entropy.
 *
 * @param epochs passes over the training set
 * @param batchSize images of a mini-batch
 * @param learningRate the peak, where the schedule moves it
 * @param momentum from 0 to below 1
 * @param weightDecay L2 coefficient of weights; biases, norms and ANAct have none
 * @param schedule how the learning rate goes
 * @param warmupSteps steps of linear warm-up; only with a schedule that has one
 * @param init gains of the initial weights
 */
public record Recipe(
    int epochs,
    int batchSize,
    double learningRate,
    double momentum,
    double weightDecay,
    Schedule schedule,
    int warmupSteps,
    Initialization init) {

  /** Checks the ranges. */
  public Recipe {
    require(epochs >= 1, "epochs", epochs, "1 or more");
    require(batchSize >= 2, "batchSize", batchSize, "2 or more");
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "learningRate",
        learningRate,
        "a number above 0");
    require(momentum >= 0 && momentum < 1, "momentum", momentum, "a number from 0 to below 1");
    require(
        weightDecay >= 0 && Double.isFinite(weightDecay),
        "weightDecay",
        weightDecay,
        "a number of 0 or more");
    require(warmupSteps >= 0, "warmupSteps", warmupSteps, "0 or more");
  }

  /** Returns what a grid gets for every field that it does not set. */
  public static Recipe defaults() {
    return new Recipe(10, 128, 0.05, 0.9, 5e-4, Schedule.COSINE, 0, Initialization.FAIR);
  }

  private static void require(boolean holds, String field, Number value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(
          "recipe.%s is %s: give %s".formatted(field, value, wanted));
    }
  }
}
