package org.anact.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Pairs whose runs come from different kinds of processor. */
final class MixedMachinesTest {

  private static MadeRuns runs() {
    return new MadeRuns()
        .pair("digits", "cnn", "relu", 1, 0.5, 0.6)
        .pair("digits", "cnn", "relu", 2, 0.5, 0.8)
        .add("digits", "cnn", "relu", 3, 0.5)
        .on("another kind")
        .add("digits", "cnn", "nrelu", 3, 0.9)
        .pair("digits", "cnn", "relu", 4, 0.5, 0.7);
  }

  private static Comparison only(Study study) {
    assertThat(study.comparisons().all()).hasSize(1);
    return study.comparisons().all().get(0);
  }

  @Test
  void areLeftOutOfComparisonsAndCounted() {
    Study study = runs().study();
    assertThat(study.mixedMachines()).isFalse();
    Comparison comparison = only(study);
    assertThat(comparison.pairs())
        .extracting(pair -> pair.vanilla().config().seed())
        .containsExactly(1L, 2L, 4L);
    assertThat(comparison.pairsOfMixedMachines()).isEqualTo(1);
    assertThat(comparison.differencesInOrder()).hasSize(3);
    assertThat(study.difference(comparison, Figures.ACCURACY).summary().n()).isEqualTo(3);
    // Each arm's own figures have all of its runs.
    assertThat(study.summary(comparison.vanilla(), Figures.ACCURACY).n()).isEqualTo(4);
  }

  @Test
  void areComparedWhereTheSweepAsksForIt() {
    Study study = runs().by("./anact run grid --mixed-machines").study();
    assertThat(study.mixedMachines()).isTrue();
    Comparison comparison = only(study);
    assertThat(comparison.pairs()).hasSize(4);
    assertThat(comparison.pairsOfMixedMachines()).isEqualTo(1);
    assertThat(comparison.differencesInOrder()).hasSize(4);
  }
}
