package org.anact.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.anact.report.statistics.Interval;
import org.anact.report.statistics.PerformanceProfile;
import org.anact.results.RunRecord;
import org.junit.jupiter.api.Test;

class PairedScoresTest {
  private static final ToDoubleFunction<RunRecord> ACCURACY = Figures.ACCURACY.of();

  private static PairedScores scores(MadeRuns runs) {
    return PairedScores.of(runs.study().comparisons().all(), ACCURACY).orElseThrow();
  }

  @Test
  void rowsOfBothMatricesAreTheSameSeedsAscending() {
    PairedScores scores =
        scores(
            new MadeRuns()
                .pair("d", "m", "relu", 7, 0.5, 0.6)
                .pair("d", "m", "relu", 2, 0.1, 0.3)
                .pair("d", "k", "relu", 2, 0.7, 0.8)
                .pair("d", "k", "relu", 7, 0.2, 0.9));
    assertThat(scores.seeds()).containsExactly(2L, 7L);
    assertThat(scores.cells()).extracting(Comparison::model).containsExactly("m", "k");
    assertThat(scores.vanilla().score(0, 0)).isCloseTo(10, within(1e-9));
    assertThat(scores.vanilla().score(1, 1)).isCloseTo(20, within(1e-9));
    assertThat(scores.normalized().score(0, 1)).isCloseTo(80, within(1e-9));
    assertThat(scores.normalized().score(1, 0)).isCloseTo(60, within(1e-9));
  }

  @Test
  void seedThatIsMissingInOneArmOfOneCellFallsOutOfAllAndIsNamed() {
    PairedScores scores =
        scores(
            new MadeRuns()
                .pair("d", "m", "relu", 1, 0.5, 0.6)
                .pair("d", "m", "relu", 2, 0.5, 0.6)
                .pair("d", "k", "relu", 1, 0.5, 0.6)
                .add("d", "k", "relu", 2, 0.5));
    assertThat(scores.seeds()).containsExactly(1L);
    assertThat(scores.seedsLeftOut()).containsExactly(2L);
    assertThat(scores.cellsLeftOut()).isEmpty();
  }

  @Test
  void cellWithoutAPairIsLeftOutAndNamed() {
    PairedScores scores =
        scores(
            new MadeRuns()
                .pair("d", "m", "relu", 1, 0.5, 0.6)
                .add("d", "k", "relu", 1, 0.5)
                .add("d", "k", "nrelu", 2, 0.5));
    assertThat(scores.cells()).extracting(Comparison::model).containsExactly("m");
    assertThat(scores.cellsLeftOut()).extracting(Comparison::model).containsExactly("k");
    assertThat(scores.seedsLeftOut()).isEmpty();
  }

  @Test
  void noSeedInCommonGivesNoScores() {
    MadeRuns runs =
        new MadeRuns().pair("d", "m", "relu", 1, 0.5, 0.6).pair("d", "k", "relu", 2, 0.5, 0.6);
    assertThat(PairedScores.of(runs.study().comparisons().all(), ACCURACY)).isEmpty();
    assertThat(PairedScores.of(List.of(), ACCURACY)).isEmpty();
  }

  /** Eight scores an arm: of 10 to 80 the middle is 30 to 60, whose mean is 45. */
  @Test
  void aggregatesAreThoseOfTheMatrices() {
    MadeRuns runs = new MadeRuns();
    for (int seed = 1; seed <= 4; seed++) {
      runs.pair("d", "m", "relu", seed, 0.1 * seed, 0.1 * seed + 0.02);
      runs.pair("d", "k", "relu", seed, 0.4 + 0.1 * seed, 0.4 + 0.1 * seed + 0.02);
    }
    PairedScores scores = scores(runs);
    assertThat(scores.estimates().vanilla().value()).isCloseTo(45, within(1e-9));
    assertThat(scores.estimates().normalized().value()).isCloseTo(47, within(1e-9));
    assertThat(scores.estimates().difference().value()).isCloseTo(2, within(1e-9));
    // Pairs are drawn together, and all of them differ by two points.
    Interval interval = scores.estimates().difference().interval().orElseThrow();
    assertThat(interval.low()).isCloseTo(2, within(1e-9));
    assertThat(interval.high()).isCloseTo(2, within(1e-9));
    // Of 16 couples of a task the normalized run wins 4 + 3 + 2 + 1.
    assertThat(scores.estimates().improvement().value()).isCloseTo(10.0 / 16, within(1e-9));
  }

  @Test
  void profilesShareTheirThresholds() {
    MadeRuns runs = new MadeRuns();
    for (int seed = 1; seed <= 3; seed++) {
      runs.pair("d", "m", "relu", seed, 0.1 * seed, 0.1 * seed + 0.5);
    }
    List<PerformanceProfile> profiles = scores(runs).profiles(15);
    assertThat(profiles.get(0).points())
        .extracting(PerformanceProfile.Point::tau)
        .isEqualTo(profiles.get(1).points().stream().map(PerformanceProfile.Point::tau).toList())
        .hasSize(15);
    // All normalized runs lie above 45 %, no vanilla one does.
    for (int i = 0; i < 15; i++) {
      if (profiles.get(0).points().get(i).tau() > 30
          && profiles.get(0).points().get(i).tau() < 60) {
        assertThat(profiles.get(0).points().get(i).share().value()).isZero();
        assertThat(profiles.get(1).points().get(i).share().value()).isEqualTo(1);
      }
    }
  }
}
