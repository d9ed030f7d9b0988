package org.anact.bench.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.anact.bench.reproduce.Agreement.Verdict;
import org.anact.results.EpochRow;
import org.anact.results.Outcome;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.RunRecord;
import org.anact.results.RunStatus;
import org.junit.jupiter.api.Test;

final class AgreementTest {

  private static final List<Double> SEEDS = List.of(0.80, 0.81, 0.82, 0.83);

  private static RunRecord run(String cpu, String cores, double accuracy, Double... losses) {
    return run(RunStatus.FINISHED, cpu, cores, accuracy, losses);
  }

  private static RunRecord run(
      RunStatus status, String cpu, String cores, double accuracy, Double... losses) {
    EpochRow last = new EpochRow(1, losses.length, 0.1, 2, 1.9, accuracy, 1, 1, 9, 0, 100);
    return new RunRecord(
        "id",
        new RecordedConfig(
            "d",
            "m",
            "relu",
            "relu",
            false,
            1,
            Map.of(),
            Map.of(),
            OptionalDouble.empty(),
            Optional.empty()),
        new Provenance(
            "now",
            "0.1.0",
            "c",
            "sum",
            Optional.of(true),
            9,
            9,
            10,
            100,
            Map.of("cpu", cpu, "cores", cores, "code", "abc"),
            Optional.empty()),
        Outcome.now(status, "", OptionalInt.empty(), 4, 0, 0, Optional.of(last)),
        List.of(last),
        List.of(losses),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void sameNumbersAgreeWhateverTheMachine() {
    Agreement same =
        Agreement.of(run("a", "2", 0.8, 2.0, 1.0), run("b", "4", 0.8, 2.0, 1.0), SEEDS);
    assertThat(same.verdict()).isEqualTo(Verdict.SAME_BITS);
    assertThat(same.sentence()).contains("losses of 2 steps and the figures of 1 epoch");
    assertThat(same.conditions()).containsExactly("cpu: a there, b here");
  }

  /** The number of cores decides no number. */
  @Test
  void otherNumbersUnderTheSameConditionsDisagree() {
    double next = Math.nextUp(1.0);
    Agreement other =
        Agreement.of(run("a", "2", 0.8, 2.0, 1.0), run("a", "4", 0.8, 2.0, next), SEEDS);
    assertThat(other.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(other.sentence())
        .isEqualTo("the loss of step 2 is 1.0000000000000002, the record's 1.0");
    assertThat(
            Agreement.of(run("a", "2", 0.8, 2.0), run("a", "2", Math.nextUp(0.8), 2.0), SEEDS)
                .sentence())
        .startsWith("after epoch 1, loss and accuracy on the test set are 1.9 and 0.8000000000000");
    assertThat(Agreement.of(run("a", "2", 0.8, 2.0), run("a", "2", 0.8, 2.0, 1.0), SEEDS).verdict())
        .isEqualTo(Verdict.DIFFERENT);
  }

  /**
   * Mean 81.5 %, standard deviation 1.29 points, t(0.995; 3) = 5.84: an interval of 81.5 +- 5.84 *
   * 1.29 * sqrt(1.25) = 8.43 points.
   */
  @Test
  void otherConditionsAreJudgedByTheSpreadOfSeeds() {
    RunRecord record = run("a", "2", 0.80, 2.0);
    Agreement within = Agreement.of(record, run("b", "2", 0.74, 2.1), SEEDS);
    assertThat(within.verdict()).isEqualTo(Verdict.WITHIN_SEEDS);
    assertThat(within.sentence())
        .contains("accuracy 74.00 %, and by its 4 seeds", "[73.07, 89.93]");
    assertThat(within.holds()).isTrue();
    Agreement outside = Agreement.of(record, run("b", "2", 0.73, 2.1), SEEDS);
    assertThat(outside.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(outside.holds()).isFalse();
  }

  @Test
  void tooFewSeedsJudgeNothing() {
    Agreement alone =
        Agreement.of(run("a", "2", 0.8, 2.0), run("b", "2", 0.1, 2.1), List.of(0.8, 0.81));
    assertThat(alone.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
  }

  /** As where the evaluation after the last step fails. */
  @Test
  void theSameLossesDoNotHideAnotherEnd() {
    RunRecord record = run("a", "2", 0.8, 2.0);
    RunRecord stopped = run(RunStatus.FAILED, "a", "2", 0.8, 2.0);
    RunRecord withoutEpoch =
        new RunRecord(
            stopped.id(),
            stopped.config(),
            stopped.provenance(),
            stopped.outcome(),
            List.of(),
            stopped.stepLosses(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    for (RunRecord again : List.of(stopped, withoutEpoch)) {
      Agreement other = Agreement.of(record, again, SEEDS);
      assertThat(other.verdict()).isEqualTo(Verdict.DIFFERENT);
      assertThat(other.sentence()).startsWith("it ended as FAILED after ");
    }
  }

  @Test
  void aRunThatEndsInAnotherWayDisagrees() {
    RunRecord record = run("a", "2", 0.8, 2.0);
    RunRecord diverged = run(RunStatus.DIVERGED, "b", "2", 0.8, 2.1);
    assertThat(Agreement.of(record, diverged, SEEDS).verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(Agreement.of(diverged, run(RunStatus.DIVERGED, "c", "2", 0.8, 2.2), SEEDS).verdict())
        .isEqualTo(Verdict.NOT_COMPARABLE);
  }
}
