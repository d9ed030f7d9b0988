package org.anact.bench.grid;

import java.util.List;
import org.anact.bench.InputException;
import org.anact.models.training.CosineSchedule;
import org.anact.models.training.LinearWarmup;
import org.anact.models.training.OneCycleSchedule;
import org.anact.models.training.StepSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** How the learning rate goes over the training, after a linear warm-up if there is one. */
public enum Schedule {
  /** The same at every step. */
  CONSTANT {
    @Override
    ISchedule after(Recipe recipe, int warmup, int stepsPerEpoch) {
      return new FixedSchedule(recipe.learningRate());
    }
  },
  /** Half a cosine down to zero. */
  COSINE {
    @Override
    ISchedule after(Recipe recipe, int warmup, int stepsPerEpoch) {
      return new CosineSchedule(recipe.learningRate(), warmup, recipe.steps(stepsPerEpoch));
    }
  },
  /** Times a factor at each milestone. */
  STEP {
    @Override
    ISchedule after(Recipe recipe, int warmup, int stepsPerEpoch) {
      List<Integer> steps =
          recipe.milestones().stream().map(epoch -> epoch * stepsPerEpoch).toList();
      return new StepSchedule(recipe.learningRate(), recipe.factor(), steps);
    }
  },
  /** Up to the peak and down again; the warm-up is its rising part, 30 % of the steps if none. */
  ONECYCLE {
    @Override
    ISchedule after(Recipe recipe, int warmup, int stepsPerEpoch) {
      int total = recipe.steps(stepsPerEpoch);
      int rising = warmup > 0 ? warmup : Math.max(1, (int) Math.round(RISING * total) - 1);
      return new OneCycleSchedule(recipe.learningRate(), rising, total);
    }

    @Override
    boolean warmsUpItself() {
      return true;
    }
  };

  private static final double RISING = 0.3;

  /** The schedule from the end of the warm-up on; it counts from the first step of training. */
  abstract ISchedule after(Recipe recipe, int warmup, int stepsPerEpoch);

  boolean warmsUpItself() {
    return false;
  }

  /**
   * The schedule of a whole training.
   *
   * @throws InputException if the warm-up is as long as that
   */
  ISchedule of(Recipe recipe, int stepsPerEpoch) {
    int total = recipe.steps(stepsPerEpoch);
    int warmup =
        recipe.warmupSteps() > 0
            ? recipe.warmupSteps()
            : (int) Math.round(recipe.warmupEpochs() * stepsPerEpoch);
    if (warmup >= total && warmup > 0) {
      String given =
          recipe.warmupSteps() > 0
              ? "warmupSteps is " + recipe.warmupSteps()
              : "warmupEpochs is " + recipe.warmupEpochs();
      throw new InputException(
          "recipe.%s, and a training of %d epochs has %d steps: give less"
              .formatted(given, recipe.epochs(), total));
    }
    ISchedule after = after(recipe, warmup, stepsPerEpoch);
    return warmup == 0 || warmsUpItself()
        ? after
        : new LinearWarmup(recipe.learningRate(), warmup, after);
  }
}
