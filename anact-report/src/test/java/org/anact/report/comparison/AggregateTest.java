package org.anact.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AggregateTest {
  private static Aggregate aggregate(MadeRuns runs, String dataset) {
    return Aggregate.of(runs.study(), dataset, Figures.ACCURACY).orElseThrow();
  }

  /** Three tasks with seeds 1 and 2 hold more runs than two with seeds 1, 2 and 3. */
  @Test
  void takesTheSeedsThatKeepTheMostRuns() {
    MadeRuns runs = new MadeRuns();
    for (String base : new String[] {"relu", "tanh", "swish"}) {
      runs.pair("d", "m", base, 1, 0.5, 0.6).pair("d", "m", base, 2, 0.5, 0.6);
    }
    runs.pair("d", "m", "relu", 3, 0.5, 0.6);
    Aggregate aggregate = aggregate(runs, "d");
    assertThat(aggregate.scores().seeds()).containsExactly(1L, 2L);
    assertThat(aggregate.scores().seedsLeftOut()).containsExactly(3L);
    assertThat(aggregate.scores().cells()).hasSize(3);
    assertThat(aggregate.left()).isEmpty();
  }

  /** One task of five seeds holds more runs than two of one seed. */
  @Test
  void leavesOutTasksThatLackTheSeedsAndNamesThem() {
    MadeRuns runs = new MadeRuns().pair("d", "m", "tanh", 1, 0.5, 0.6);
    for (int seed = 1; seed <= 5; seed++) {
      runs.pair("d", "m", "relu", seed, 0.5, 0.6);
    }
    Aggregate aggregate = aggregate(runs, "d");
    assertThat(aggregate.scores().seeds()).hasSize(5);
    assertThat(aggregate.left()).extracting(Comparison::base).containsExactly("tanh");
  }

  @Test
  void dataSetsAreNeverMixed() {
    MadeRuns runs =
        new MadeRuns().pair("d", "m", "relu", 1, 0.5, 0.6).pair("e", "m", "relu", 1, 0.1, 0.2);
    assertThat(aggregate(runs, "e").scores().cells()).hasSize(1);
    assertThat(aggregate(runs, "e").estimates().vanilla().value()).isEqualTo(10);
    assertThat(runs.study().aggregates())
        .extracting(Aggregate::dataset)
        .containsExactly("d", "d", "d", "e", "e", "e");
  }

  @Test
  void taskWithARunThatHasNoFigureIsLeftOutAndNamed() {
    MadeRuns runs =
        new MadeRuns()
            .pair("d", "m", "relu", 1, 0.5, Double.NaN)
            .pair("d", "m", "tanh", 1, 0.5, 0.6);
    Aggregate aggregate = aggregate(runs, "d");
    assertThat(aggregate.scores().cells()).extracting(Comparison::base).containsExactly("tanh");
    assertThat(aggregate.left()).extracting(Comparison::base).containsExactly("relu");
  }

  @Test
  void ablationsThatShareVanillaRunsAreNoTasks() {
    MadeRuns runs = new MadeRuns();
    for (int seed = 1; seed <= 2; seed++) {
      runs.pair("d", "m", "relu", seed, 0.5, 0.6)
          .add("d", "m", "nrelu", seed, 0.1, Map.of(), Map.of("centre", "false"))
          .add("d", "m", "nrelu", seed, 0.1, Map.of(), Map.of("bounds", "NONE"))
          .add("d", "m", "relu", seed, 0.1, Map.of("init", "HE"), Map.of())
          .add("d", "m", "nrelu", seed, 0.1, Map.of("init", "HE"), Map.of());
    }
    Aggregate aggregate = aggregate(runs, "d");
    assertThat(aggregate.scores().cells()).hasSize(1);
    assertThat(aggregate.estimates().vanilla().value()).isCloseTo(50, within(1e-9));
    assertThat(aggregate.estimates().difference().value()).isCloseTo(10, within(1e-9));
    assertThat(aggregate.left()).isEmpty();
  }

  @Test
  void ablationsAloneHaveNoAggregate() {
    MadeRuns runs =
        new MadeRuns()
            .add("d", "m", "relu", 1, 0.5)
            .add("d", "m", "nrelu", 1, 0.6, Map.of(), Map.of("centre", "false"));
    assertThat(runs.study().aggregates()).isEmpty();
  }

  @Test
  void dataSetWithoutAnyPairHasNone() {
    MadeRuns runs = new MadeRuns().add("d", "m", "relu", 1, 0.5).add("d", "m", "nrelu", 2, 0.5);
    assertThat(Aggregate.of(runs.study(), "d", Figures.ACCURACY)).isEmpty();
  }

  @Test
  void profilesAreThoseOfTheLastEpochAlone() {
    MadeRuns runs = new MadeRuns().pair("d", "m", "relu", 1, 0.5, 0.6);
    assertThat(runs.study().aggregates())
        .extracting(aggregate -> aggregate.profiles().size())
        .containsExactly(2, 0, 0);
  }
}
