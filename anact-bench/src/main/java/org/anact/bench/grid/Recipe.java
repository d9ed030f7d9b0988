package org.anact.bench.grid;

import java.util.List;
import org.anact.bench.InputException;
import org.anact.datasets.augment.Augmentation;
import org.anact.models.initialization.Initialization;
import org.anact.models.training.Optimizer;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How a network is trained: SGD with Nesterov momentum on the cross-entropy.
 *
 * @param epochs passes over the training set
 * @param batchSize images of a mini-batch
 * @param learningRate the peak, where the schedule moves it
 * @param momentum from 0 to below 1
 * @param weightDecay L2 coefficient of weights; ANAct's parameters never have any
 * @param decayNormsAndBiases whether biases and batch norms decay as weights do
 * @param clipNorm longest gradient of all parameters together; 0 for any
 * @param labelSmoothing share of a label that is spread over all classes (Szegedy et al., arXiv
 *     1512.00567), from 0 to below 1
 * @param schedule how the learning rate goes
 * @param warmupSteps steps of linear warm-up
 * @param warmupEpochs the same in epochs, which may be a fraction; only one of the two is given
 * @param milestones for the step schedule, the epochs after which the rate falls, rising
 * @param factor for the step schedule, of each milestone
 * @param augmentation random changes of training images
 * @param init gains of the initial weights
 */
public record Recipe(
    int epochs,
    int batchSize,
    double learningRate,
    double momentum,
    double weightDecay,
    boolean decayNormsAndBiases,
    double clipNorm,
    double labelSmoothing,
    Schedule schedule,
    int warmupSteps,
    double warmupEpochs,
    List<Integer> milestones,
    double factor,
    Augmentation augmentation,
    Initialization init) {

  /** Longest training: a day of epochs of a tenth of a second. */
  private static final int MOST_EPOCHS = 1_000_000;

  /** Largest mini-batch: all images of any data set here, several times. */
  private static final int MOST_IMAGES = 1_000_000;

  /** Checks the ranges. */
  public Recipe {
    milestones = List.copyOf(milestones);
    requireWhole("epochs", epochs, 1, MOST_EPOCHS);
    requireWhole("batchSize", batchSize, 2, MOST_IMAGES);
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "learningRate",
        learningRate,
        "a number above 0");
    require(momentum >= 0 && momentum < 1, "momentum", momentum, "a number from 0 to below 1");
    requireSize("weightDecay", weightDecay);
    requireSize("clipNorm", clipNorm);
    require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "labelSmoothing",
        labelSmoothing,
        "a number from 0 to below 1");
    requireWhole("warmupSteps", warmupSteps, 0, Integer.MAX_VALUE - 1);
    requireSize("warmupEpochs", warmupEpochs);
    require(warmupEpochs < epochs, "warmupEpochs", warmupEpochs, "less than the epochs, " + epochs);
    require(
        warmupSteps == 0 || warmupEpochs == 0,
        "warmupEpochs",
        warmupEpochs,
        "either it or warmupSteps");
    require(factor > 0 && factor < 1, "factor", factor, "a number between 0 and 1");
    require(
        schedule == Schedule.STEP != milestones.isEmpty(),
        "milestones",
        milestones,
        "epochs with schedule: step, like [60, 120, 160], and none with any other");
    require(
        isRising(milestones, epochs),
        "milestones",
        milestones,
        "epochs from 1 to below " + epochs + ", rising");
  }

  /** Returns what a grid gets for every field that it does not set. */
  public static Recipe defaults() {
    return new Recipe(
        10,
        128,
        0.05,
        0.9,
        5e-4,
        false,
        0,
        0,
        Schedule.COSINE,
        0,
        0,
        List.of(),
        0.1,
        Augmentation.none(),
        Initialization.FAIR);
  }

  /** Returns the mini-batches of an epoch, of which the last may be smaller. */
  public int stepsPerEpoch(int trainImages) {
    return (int) (((long) trainImages + batchSize - 1) / batchSize);
  }

  /**
   * Returns the steps of the whole training.
   *
   * @throws InputException if they are more than can be counted
   */
  public int steps(int stepsPerEpoch) {
    long steps = (long) epochs * stepsPerEpoch;
    if (steps > Integer.MAX_VALUE) {
      throw new InputException(
          "recipe.epochs is %d, which makes %,d steps of training: give less, or a larger batchSize"
              .formatted(epochs, steps));
    }
    return (int) steps;
  }

  /**
   * Returns the learning rate of each step.
   *
   * @throws InputException if there are too many steps, or the warm-up has as many
   */
  public ISchedule learningRates(int stepsPerEpoch) {
    return schedule.of(this, stepsPerEpoch);
  }

  /** Returns how a network's gradients become steps. */
  public Optimizer optimizer(ISchedule learningRates) {
    return new Optimizer(
        Nesterovs.builder().learningRateSchedule(learningRates).momentum(momentum).build(),
        weightDecay,
        decayNormsAndBiases,
        clipNorm);
  }

  private static boolean isRising(List<Integer> milestones, int epochs) {
    int last = 0;
    for (int milestone : milestones) {
      if (milestone <= last || milestone >= epochs) {
        return false;
      }
      last = milestone;
    }
    return true;
  }

  private static void requireWhole(String field, int value, int least, int most) {
    require(
        value >= least && value <= most,
        field,
        value,
        "%d or more, up to %,d".formatted(least, most));
  }

  private static void requireSize(String field, double value) {
    require(value >= 0 && Double.isFinite(value), field, value, "a number of 0 or more");
  }

  private static void require(boolean holds, String field, Object value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s: give %s".formatted(field, value, wanted));
    }
  }
}
