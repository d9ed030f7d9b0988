package org.anact.report.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.anact.report.comparison.MadeRuns;
import org.anact.report.comparison.Study;
import org.anact.report.plot.ChartImage;
import org.anact.results.RunStatus;
import org.junit.jupiter.api.Test;

class DifferenceChartsTest {
  private static final String RULE =
      "{\"decide\": {\"minSeeds\": 4, \"maxSeeds\": 30, \"alpha\": 0.2, \"margin\": 0.2}}";

  private static MadeRuns runs(int pairs, int models) {
    MadeRuns runs = new MadeRuns();
    for (int model = 0; model < models; model++) {
      for (int seed = 0; seed < pairs; seed++) {
        runs.pair("d", "m" + model, "relu", seed, 0.5, 0.52 + 0.001 * seed);
        runs.pair("d", "m" + model, "tanh", seed, 0.5, 0.51 + 0.001 * seed);
      }
    }
    return runs;
  }

  private static List<ChartImage> charts(MadeRuns runs) {
    Study study = runs.study();
    return DifferenceCharts.of(study, study.comparisons().settings().get(0));
  }

  @Test
  void fewRowsAreOneChartAndManyOneForEachModel() {
    assertThat(charts(runs(4, 4)))
        .singleElement()
        .satisfies(chart -> assertThat(chart.id()).isEqualTo("d_differences"))
        .satisfies(chart -> assertThat(chart.description()).contains("m3, tanh"));
    assertThat(charts(runs(4, 5)))
        .hasSize(5)
        .allSatisfy(chart -> assertThat(chart.description()).doesNotContain("m3, tanh"));
    assertThat(charts(runs(4, 1))).extracting(ChartImage::id).containsExactly("d_m0_difference");
    assertThat(charts(new MadeRuns().ended("relu", 1, RunStatus.DIVERGED).missing("nrelu", 1)))
        .isEmpty();
  }

  /** With two pairs a sequence excludes nothing, so there is no line to draw. */
  @Test
  void confidenceSequenceIsDrawnWhereSeedsAreAddedAndItHasBothEnds() {
    assertThat(charts(runs(8, 2).grid(RULE)).get(0).description())
        .contains("confidence sequence +", "95 % +");
    assertThat(charts(runs(8, 2)).get(0).description())
        .contains("95 % +")
        .doesNotContain("sequence");
    assertThat(charts(runs(2, 2).grid(RULE)).get(0).description()).doesNotContain("sequence");
  }
}
