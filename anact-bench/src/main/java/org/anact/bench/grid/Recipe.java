package org.anact.bench.grid;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.anact.bench.InputException;
import org.anact.bench.yaml.Setting;
import org.anact.bench.yaml.Settings;
import org.anact.core.training.Optimizer;
import org.anact.datasets.augment.Augmentation;
import org.anact.models.initialization.Initialization;
import org.anact.results.JsonFiles;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How a network is trained, on the cross-entropy. In a grid and in a record, the fields of the
 * optimizer and of the schedule stand beside the others.
 *
 * @param epochs passes over the training set
 * @param batchSize images of a mini-batch
 * @param updates how gradients become steps
 * @param labelSmoothing share of a label that is spread over all classes (Szegedy et al., arXiv
 *     1512.00567), from 0 to below 1
 * @param rates how the learning rate goes
 * @param augmentation random changes of training images
 * @param init gains of the initial weights
 */
public record Recipe(
    int epochs,
    int batchSize,
    @JsonUnwrapped OptimizerSettings updates,
    double labelSmoothing,
    @JsonUnwrapped ScheduleSettings rates,
    Augmentation augmentation,
    Initialization init) {

  private static final String OPTIMIZER = "optimizer";

  /** Longest training: a day of epochs of a tenth of a second. */
  private static final int MOST_EPOCHS = 1_000_000;

  /** Largest mini-batch: all images of any data set here, several times. */
  private static final int MOST_IMAGES = 1_000_000;

  /** Checks the ranges. */
  public Recipe {
    Ranges.whole("epochs", epochs, 1, MOST_EPOCHS);
    Ranges.whole("batchSize", batchSize, 2, MOST_IMAGES);
    Ranges.require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "labelSmoothing",
        labelSmoothing,
        "a number from 0 to below 1");
    rates.checkWithin(epochs);
  }

  /** Returns what a grid gets for every field that it does not set. */
  public static Recipe defaults() {
    return defaults(OptimizerRule.SGD);
  }

  private static Recipe defaults(OptimizerRule rule) {
    return new Recipe(
        10,
        128,
        OptimizerSettings.of(rule),
        0,
        new ScheduleSettings(Schedule.COSINE, 0, 0, List.of(), 0.1),
        Augmentation.none(),
        Initialization.FAIR_UNIT_BEFORE_NORM);
  }

  /** Returns the recipe of some settings, with the defaults of their optimizer for the others. */
  static Recipe of(Settings<Recipe> settings) {
    Setting rule = settings.get(OPTIMIZER);
    return settings.over(
        defaults(rule == null ? OptimizerRule.SGD : (OptimizerRule) rule.as(OptimizerRule.class)));
  }

  /**
   * Returns settings with what a block changes. A block that names an optimizer starts from the
   * defaults of that one: what blocks before it gave another does not pass to it.
   *
   * @param block may be null
   */
  static Settings<Recipe> change(Settings<Recipe> settings, Setting block) {
    Settings<Recipe> changed = settings.change(block);
    return changed.get(OPTIMIZER) == settings.get(OPTIMIZER)
        ? changed
        : settings.without(OptimizerSettings.OF_THE_RULE).change(block);
  }

  /**
   * Returns the same with other values of some fields.
   *
   * @param values by the name that a grid has for the field
   * @throws InputException if a value is out of its range
   */
  public Recipe with(Map<String, JsonNode> values) {
    if (values.isEmpty()) {
      return this;
    }
    ObjectNode changed = (ObjectNode) JsonFiles.tree(this);
    values.forEach(changed::replace);
    try {
      return JsonFiles.MAPPER.convertValue(changed, Recipe.class);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "a recipe cannot have %s (%s)"
              .formatted(values, e.getMessage().lines().findFirst().orElse("")),
          e);
    }
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
    return rates.rates(updates.learningRate(), epochs, stepsPerEpoch, steps(stepsPerEpoch));
  }

  /** Returns how a network's gradients become steps. */
  public Optimizer optimizer(ISchedule learningRates) {
    return updates.optimizer(learningRates);
  }
}
