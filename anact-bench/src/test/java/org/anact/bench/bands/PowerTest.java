package org.anact.bench.bands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.anact.bench.InputException;
import org.junit.jupiter.api.Test;

final class PowerTest {

  private final Band band = TestBands.band();
  private final Reference reference = TestBands.reference();

  @Test
  void goodChecksHardlyFailAndSlowOnesDo() {
    List<Power.Row> rows = Power.measure(band, reference, List.of(1.0, 1.1), 2000, 1);
    assertThat(rows).hasSize(4);
    for (Power.Row row : rows) {
      if (row.slowdown() == 1) {
        assertThat(row.any().share()).as("%s", row).isLessThan(0.005);
      } else {
        assertThat(row.any().share()).as("%s", row).isGreaterThan(0.9);
        assertThat(row.pooled().share()).as("%s", row).isGreaterThan(row.single().share());
      }
    }
    assertThat(Power.measure(band, reference, List.of(1.0, 1.1), 2000, 1)).isEqualTo(rows);
  }

  /** A run that takes longer than its steps fails a check, whatever the tests say. */
  @Test
  void runsBeyondTheirStepsCountAsFailures() {
    List<Power.Row> rows = Power.measure(band, reference, List.of(2.0), 50, 1);
    assertThat(rows).allMatch(row -> row.unreached().share() == 1 && row.any().share() == 1);
  }

  /** The last average of looks stands before the last step: a target beyond it is not seen. */
  @Test
  void lastStepThatATargetCanHaveIsThatOfTheLastAverage() {
    TargetRule rule = new TargetRule(1, 4, 6);
    List<Double> losses = new ArrayList<>(Collections.nCopies(17, 2.0));
    losses.set(16, -5.0);
    assertThat(rule.latest(64)).isEqualTo(54);
    assertThat(rule.stepsTo(losses)).isBetween(50.0, 54.0);
    assertThat(new TargetRule(1, 3, 1).latest(10)).isEqualTo(9);
  }

  @Test
  void heldOutSeedsAreNotInTheirReference() {
    double[] column = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    SeedTable runs = SeedTable.filled(2, (arm, quantity) -> column);
    Resampling.Draw draw = new Resampling(runs, 5).holdOut(4);
    double[] check = draw.check().of(1, Quantity.LOSS);
    double[] others = draw.reference().of(1, Quantity.LOSS);
    assertThat(check).hasSize(4);
    assertThat(others).hasSize(6).doesNotContain(check);
  }

  /** The smooth bootstrap keeps mean and variance, and what two columns have in common. */
  @Test
  void smoothDrawsHaveTheMomentsOfTheReference() {
    SeedTable runs = SeedTable.of(reference.runs(band));
    Resampling resampling = new Resampling(runs, 6);
    double[] drawn = resampling.smooth(20_000).check().of(0, Quantity.STEPS);
    double[] known = runs.of(0, Quantity.STEPS);
    Moments moments = Moments.of(known);
    double population = moments.deviation() * Math.sqrt((known.length - 1.0) / known.length);
    assertThat(Moments.mean(drawn)).isCloseTo(moments.mean(), within(0.1));
    assertThat(Moments.of(drawn).deviation())
        .isBetween(0.97 * population, 1.03 * moments.deviation());
    assertThat(Arrays.stream(drawn).distinct()).hasSizeGreaterThan(19_000);
  }

  /** 1 - 0.05^(1/100) and the ends for five of ten, as tables have them. */
  @Test
  void boundsAreThoseOfClopperAndPearson() {
    assertThat(new Power.Rate(0, 100).upper()).isCloseTo(0.029513, within(1e-6));
    assertThat(new Power.Rate(5, 10).upper()).isCloseTo(0.777559, within(1e-5));
    assertThat(new Power.Rate(5, 10).lower()).isCloseTo(0.222441, within(1e-5));
    assertThat(new Power.Rate(0, 10).lower()).isZero();
    assertThat(new Power.Rate(10, 10).upper()).isEqualTo(1);
  }

  @Test
  void referenceThatIsTooSmallToHoldOutIsRefused() {
    Band many = band.withCheckSeeds(TestBands.seeds(100, 18));
    assertThatThrownBy(() -> Power.measure(many, reference, List.of(1.0), 10, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("20 seeds in its reference and 18 in a check");
  }
}
