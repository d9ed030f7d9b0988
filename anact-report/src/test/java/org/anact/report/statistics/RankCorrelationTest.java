package org.anact.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  private static RankCorrelation of(double[] first, double[] second) {
    return of(first, second, LongStream.range(0, first.length).toArray());
  }

  private static RankCorrelation of(double[] first, double[] second, long... cluster) {
    return RankCorrelation.of(first, second, cluster, 2_000, 0.95, 4);
  }

  @Test
  void tiesShareTheMeanOfTheirRanks() {
    // Ranks 1.5, 1.5, 3, 4 and 1, 2, 3.5, 3.5: products of deviations add up to 4, squares to 4.5.
    RankCorrelation correlation = of(new double[] {5, 5, 6, 7}, new double[] {1, 2, 9, 9});
    assertThat(correlation.n()).isEqualTo(4);
    assertThat(correlation.rho().getAsDouble()).isCloseTo(4 / 4.5, within(1e-12));
  }

  @Test
  void onlyTheOrderCounts() {
    double[] figures = {0.1, 4, 2, 9, 3};
    double[] cubes = Arrays.stream(figures).map(x -> x * x * x).toArray();
    double[] falling = Arrays.stream(figures).map(x -> -x).toArray();
    assertThat(of(figures, cubes).rho()).hasValue(1);
    assertThat(of(figures, cubes).interval()).contains(new Interval(1, 1));
    assertThat(of(figures, falling).rho()).hasValue(-1);
  }

  @Test
  void moreRunsNarrowTheIntervalAroundRho() {
    Random random = new Random(1);
    double[] first = random.doubles(60).toArray();
    double[] second = Arrays.stream(first).map(x -> x + 0.3 * random.nextGaussian()).toArray();
    RankCorrelation many = of(first, second);
    RankCorrelation few = of(Arrays.copyOf(first, 8), Arrays.copyOf(second, 8));
    Interval interval = many.interval().orElseThrow();
    assertThat(many.rho().getAsDouble()).isBetween(interval.low(), interval.high());
    assertThat(interval.width()).isLessThan(few.interval().orElseThrow().width());
    assertThat(of(first, second)).isEqualTo(many);
  }

  /** Four copies of a run say no more than the run: drawn one by one they would. */
  @Test
  void copiesOfRunsInTheirClusterDoNotNarrowTheInterval() {
    Random random = new Random(2);
    double[] first = random.doubles(8).toArray();
    double[] second = Arrays.stream(first).map(x -> x + 0.4 * random.nextGaussian()).toArray();
    RankCorrelation once = of(first, second);
    double[] copies = copies(first);
    double[] otherCopies = copies(second);
    RankCorrelation clustered =
        of(copies, otherCopies, LongStream.range(0, 32).map(i -> i % 8).toArray());
    assertThat(clustered.n()).isEqualTo(32);
    assertThat(clustered.clusters()).isEqualTo(8);
    assertThat(clustered.rho().getAsDouble()).isCloseTo(once.rho().getAsDouble(), within(1e-12));
    double width = once.interval().orElseThrow().width();
    assertThat(clustered.interval().orElseThrow().width()).isCloseTo(width, within(1e-9));
    assertThat(of(copies, otherCopies).interval().orElseThrow().width()).isLessThan(0.7 * width);
  }

  private static double[] copies(double... figures) {
    return Stream.of(figures, figures, figures, figures).flatMapToDouble(Arrays::stream).toArray();
  }

  @Test
  void oneClusterHasNoInterval() {
    RankCorrelation one = of(new double[] {1, 2, 3}, new double[] {4, 6, 5}, 7, 7, 7);
    assertThat(one.rho()).hasValue(0.5);
    assertThat(one.interval()).isEmpty();
  }

  @Test
  void fewerThanThreeRunsAndConstantFiguresHaveNone() {
    RankCorrelation two = of(new double[] {1, 2}, new double[] {3, 4});
    assertThat(two).extracting(RankCorrelation::n).isEqualTo(2);
    assertThat(two.rho()).isEmpty();
    assertThat(two.interval()).isEmpty();
    assertThat(of(new double[] {1, 2, 3}, new double[] {4, 4, 4}).rho()).isEmpty();
    assertThat(of(new double[] {1, 2, 3}, new double[] {4, 6, 5}).interval()).isPresent();
    assertThat(of(new double[0], new double[0]).rho()).isEmpty();
    assertThatThrownBy(() -> of(new double[3], new double[2])).hasMessageContaining("3 and 2");
  }

  @Test
  void figuresThatMostResamplesMakeConstantHaveNoInterval() {
    // A resample of six misses the only run that differs with probability (5 / 6)^6 = 0.33, one of
    // two figures with such a run each, more often than not.
    double[] first = {1, 0, 0, 0, 0, 0};
    double[] second = {0, 1, 0, 0, 0, 0};
    RankCorrelation correlation = of(first, second);
    assertThat(correlation.rho()).isPresent();
    assertThat(correlation.interval()).isEmpty();
  }
}
