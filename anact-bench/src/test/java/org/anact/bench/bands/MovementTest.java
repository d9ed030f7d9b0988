package org.anact.bench.bands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.anact.bench.catalog.Catalog;
import org.junit.jupiter.api.Test;

final class MovementTest {

  private final Band band = TestBands.band();

  /** Runs whose losses fall to a target of 0.9 at known steps. */
  private static List<BandRun> falling(double... steps) {
    List<BandRun> runs = new ArrayList<>();
    for (int i = 0; i < steps.length; i++) {
      // From 1.9 at step 0, linear, so that 0.9 comes at the step.
      List<Double> losses = new ArrayList<>();
      for (int look = 0; look * 4 <= 90; look++) {
        losses.add(1.9 - look * 4 / steps[i]);
      }
      runs.add(new BandRun(i, steps[i], 0.5 + 0.01 * i, 0.8, losses));
    }
    return runs;
  }

  private static Reference reference(Band band, List<BandRun> runs) {
    List<ArmRuns> arms = new ArrayList<>();
    for (BandArm arm : band.arms()) {
      arms.add(new ArmRuns(arm, runs.stream().map(run -> run.withRule(arm.rule())).toList()));
    }
    return TestBands.reference(band, arms);
  }

  private Reference reference(List<BandRun> runs) {
    return reference(band, runs);
  }

  @Test
  void sameReferenceHasNotMoved() {
    Reference reference = reference(falling(40, 41, 42, 43));
    List<Movement> movements = Movement.between(reference, reference);
    assertThat(movements)
        .hasSize(12)
        .allMatch(movement -> movement.pValue() == 1 && movement.same() == 4);
  }

  /** Means 41.5 and 51.5, both with variance 5/3: t is 10 / sqrt(2 * (5/3) / 4) = 10.954. */
  @Test
  void whatMovedIsToldWithItsTest() {
    List<Movement> movements =
        Movement.between(reference(falling(40, 41, 42, 43)), reference(falling(50, 51, 52, 53)));
    Movement steps =
        movements.stream()
            .filter(movement -> movement.subject().equals("cnn swish"))
            .findFirst()
            .orElseThrow();
    assertThat(steps.quantity()).isEqualTo("steps to target");
    assertThat(steps.before().mean()).isCloseTo(41.5, within(1e-3));
    assertThat(steps.after().mean()).isCloseTo(51.5, within(1e-3));
    assertThat(steps.percent()).isCloseTo(24.096, within(0.01));
    assertThat(steps.pValue()).isBetween(1e-5, 1e-4);
    assertThat(steps.same()).isZero();
  }

  /** Steps to one target are not held against steps to another. */
  @Test
  void oldStepsAreTakenForTheNewTarget() {
    Reference old = reference(falling(40, 41, 42, 43));
    Band other =
        Band.parse(Catalog.standard(), "made.yaml", TestBands.YAML.replace("cnn: 0.9", "cnn: 0.4"));
    List<BandRun> runs = falling(50, 51, 52, 53);
    List<Movement> movements = Movement.between(old, reference(other, runs));
    Movement steps =
        movements.stream()
            .filter(movement -> movement.subject().equals("cnn swish"))
            .findFirst()
            .orElseThrow();
    // From 1.9 to 0.4 takes half as long again as to 0.9.
    assertThat(steps.before().mean()).isCloseTo(62.25, within(0.01));
  }

  /** Loss after other steps says nothing of a change. */
  @Test
  void quantitiesThatMeanSomethingElseAreLeftOut() {
    Band longer =
        Band.parse(
            Catalog.standard(), "made.yaml", TestBands.YAML.replace("steps: 90", "steps: 94"));
    List<BandRun> runs = falling(40, 41, 42, 43);
    assertThat(Movement.between(reference(runs), reference(longer, runs)))
        .hasSize(4)
        .allMatch(movement -> movement.quantity().equals("steps to target"));
  }
}
