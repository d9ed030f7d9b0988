package org.anact.bench.bands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.anact.bench.run.ShortRun;
import org.junit.jupiter.api.Test;

final class TargetRuleTest {

  /** From 1.0 at step 4 to 0.6 at step 8: 0.9 lies a quarter of the way. */
  @Test
  void stepIsLinearBetweenTwoLooks() {
    TargetRule rule = new TargetRule(0.9, 4, 1);
    assertThat(rule.stepsTo(List.of(2.0, 1.0, 0.6, 0.5))).isEqualTo(5.0);
    assertThat(rule.stepsTo(List.of(2.0, 1.0, 0.9))).isEqualTo(8.0);
    assertThat(rule.stepsTo(List.of(0.8, 1.0, 0.6))).isZero();
  }

  @Test
  void lossThatRisesAgainCountsFromItsFirstArrival() {
    assertThat(new TargetRule(0.9, 4, 1).stepsTo(List.of(1.0, 0.8, 3.0, 0.1))).isEqualTo(2.0);
  }

  /** Averages 3.0, 2.0, 1.5 stand for steps 2, 6 and 10; 1.8 lies two fifths after 6. */
  @Test
  void averageStandsForItsMiddle() {
    TargetRule rule = new TargetRule(1.8, 4, 2);
    assertThat(rule.stepsTo(List.of(4.0, 2.0, 2.0, 1.0))).isEqualTo(7.6);
    assertThat(rule.lowest(List.of(4.0, 2.0, 2.0, 1.0))).isEqualTo(1.5);
  }

  @Test
  void targetThatIsNeverReachedHasNoStep() {
    assertThat(new TargetRule(0.4, 4, 1).stepsTo(List.of(2.0, 1.0, 0.5))).isNull();
    assertThat(new TargetRule(0.4, 4, 3).stepsTo(List.of(0.1, 0.1))).isNull();
  }

  /** What leaves the numbers is no loss, and what follows it says nothing. */
  @Test
  void divergedRunKeepsItsLossesUpToThere() {
    ShortRun.Course course =
        new ShortRun.Course(List.of(2.0, 1.0, Double.NaN, 0.1), Double.NaN, Double.NaN);
    BandRun run = BandRun.of(7, course, new TargetRule(0.4, 4, 1));
    assertThat(run).isEqualTo(new BandRun(7, null, null, null, List.of(2.0, 1.0)));
  }
}
