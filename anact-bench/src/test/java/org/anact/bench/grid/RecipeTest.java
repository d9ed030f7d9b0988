package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.anact.bench.InputException;
import org.anact.core.training.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** What a recipe says reaches the training: learning rate, momentum, decay, clipping. */
final class RecipeTest {

  private static final int STEPS_PER_EPOCH = 10;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedule: constant",
        "schedule: constant, warmupSteps: 5",
        "schedule: cosine",
        "schedule: cosine, warmupSteps: 5",
        "schedule: cosine, warmupEpochs: 0.5",
        "schedule: step, milestones: [2]",
        "schedule: onecycle"
      })
  void everySchedulePeaksAtTheRecipesLearningRate(String schedule) {
    Recipe recipe = TestRecipes.with("{epochs: 3, learningRate: 0.07, " + schedule + "}");
    ISchedule rates = recipe.learningRates(STEPS_PER_EPOCH);
    double peak =
        IntStream.range(0, 3 * STEPS_PER_EPOCH)
            .mapToDouble(step -> rates.valueAt(step, step / STEPS_PER_EPOCH))
            .max()
            .orElseThrow();
    assertThat(peak).isCloseTo(0.07, within(1e-12));
  }

  /** Of five steps of a warm-up the first has a sixth of the rate, and the sixth is the peak. */
  @Test
  void warmupRisesToTheRecipesLearningRateAndNotBeyond() {
    ISchedule rates =
        TestRecipes.with("{epochs: 3, learningRate: 0.06, schedule: constant, warmupSteps: 5}")
            .learningRates(STEPS_PER_EPOCH);
    assertThat(rates.valueAt(0, 0)).isCloseTo(0.01, within(1e-12));
    assertThat(rates.valueAt(4, 0)).isCloseTo(0.05, within(1e-12));
    assertThat(rates.valueAt(5, 0)).isCloseTo(0.06, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"constant", "cosine", "onecycle", "step, milestones: [1]"})
  void warmupAsLongAsTheTrainingIsRefused(String schedule) {
    int all = 3 * STEPS_PER_EPOCH;
    Recipe recipe =
        TestRecipes.with("{epochs: 3, warmupSteps: " + all + ", schedule: " + schedule + "}");
    assertThatThrownBy(() -> recipe.learningRates(STEPS_PER_EPOCH))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "recipe.warmupSteps is %d, and a training of 3 epochs has %d steps: give less"
                .formatted(all, all));
  }

  /**
   * Nesterov momentum as Sutskever et al. (2013) have it, in the form that Deeplearning4j computes:
   * v = m v - rate g, and the parameters move by (1 + m) v - m v_before.
   */
  @Test
  void stepsGatherTheMomentumOfThoseBefore() {
    Recipe recipe =
        TestRecipes.with("{learningRate: 0.1, momentum: 0.9, schedule: constant, epochs: 3}");
    Optimizer optimizer = recipe.optimizer(recipe.learningRates(STEPS_PER_EPOCH));
    INDArray state = Nd4j.zeros(1, 1);
    GradientUpdater<?> updater = optimizer.updater().instantiate(state, true);
    double parameter = 0;
    double expected = 0;
    double velocity = 0;
    for (int step = 0; step < 4; step++) {
      INDArray gradient = Nd4j.createFromArray(new float[][] {{2f}});
      updater.applyUpdater(gradient, step, 0);
      parameter -= gradient.getDouble(0);
      double before = velocity;
      velocity = 0.9 * velocity - 0.1 * 2;
      expected += 1.9 * velocity - 0.9 * before;
      assertThat(parameter).as("after step %d", step).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void decayAndClippingAreTheRecipes() {
    Recipe recipe =
        TestRecipes.with("{weightDecay: 0.003, decayNormsAndBiases: true, clipNorm: 2.5}");
    Optimizer optimizer = recipe.optimizer(recipe.learningRates(STEPS_PER_EPOCH));
    assertThat(optimizer.weightDecay()).isEqualTo(0.003);
    assertThat(optimizer.decayNormsAndBiases()).isTrue();
    assertThat(optimizer.clipNorm()).isEqualTo(2.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schedule: step | recipe.milestones is []: give epochs with schedule: step",
        "milestones: [1] | recipe.milestones is [1]: give epochs with schedule: step",
        "schedule: step, milestones: [1, 2] | rising",
        "warmupEpochs: 2 | recipe.warmupEpochs is 2.0: give less than the epochs",
        "warmupSteps: 3, warmupEpochs: 1 | either it or warmupSteps",
        "labelSmoothing: 1 | recipe.labelSmoothing is 1.0: give a number from 0 to below 1",
        "clipNorm: -1 | recipe.clipNorm is -1.0",
        "augmentation: {padCrop: -1} | augmentation.padCrop is -1: give pixels from 0",
        "augmentation: {flipped: true} | unknown key 'recipe.augmentation.flipped'",
        "augmentation: yes | recipe.augmentation must be a mapping"
      })
  void recipesThatCannotBeAreRefused(String setting, String sentence) {
    assertThatThrownBy(() -> TestRecipes.with("{epochs: 2, %s}".formatted(setting)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void schedulesGoOverTheWholeTraining() {
    ISchedule steps =
        TestRecipes.with(
                "{epochs: 4, learningRate: 0.1, schedule: step, milestones: [1, 3],"
                    + " factor: 0.2, warmupEpochs: 0.5}")
            .learningRates(10);
    assertThat(steps.valueAt(0, 0)).isCloseTo(0.1 / 6, within(1e-12));
    assertThat(steps.valueAt(9, 0)).isCloseTo(0.1, within(1e-12));
    assertThat(steps.valueAt(10, 0)).isCloseTo(0.02, within(1e-12));
    assertThat(steps.valueAt(30, 0)).isCloseTo(0.004, within(1e-12));
    ISchedule cycle =
        TestRecipes.with("{epochs: 2, learningRate: 0.1, schedule: onecycle}").learningRates(50);
    assertThat(cycle.valueAt(29, 0)).isCloseTo(0.1, within(1e-12));
    assertThat(cycle.valueAt(99, 0)).isCloseTo(4e-7, within(1e-12));
  }
}
