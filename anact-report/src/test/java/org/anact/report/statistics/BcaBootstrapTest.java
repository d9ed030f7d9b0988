package org.anact.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;

class BcaBootstrapTest {
  private static final BcaBootstrap BOOTSTRAP = new BcaBootstrap(10_000, 0.95);
  private static final double[] SKEWED = {0.02, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 1.0, 1.5, 2.8};

  private static Interval interval(double... values) {
    return BOOTSTRAP.ofMean(values, new Well19937c(1)).orElseThrow();
  }

  @Test
  void agreesWithAnIndependentImplementation() throws IOException {
    BcaBootstrap many = new BcaBootstrap(400_000, 0.95);
    JsonNode fixtures = References.read("bca.json").get("fixtures");
    assertThat(fixtures).isNotEmpty();
    for (JsonNode fixture : fixtures) {
      double[] values = References.numbers(fixture.get("values"));
      Interval interval = many.ofMean(values, new Well19937c(3)).orElseThrow();
      // The bias is itself a resampled share, so two seeds of the reference differ by up to 0.0033.
      assertThat(interval.low())
          .as(fixture.get("name").asText())
          .isCloseTo(fixture.get("low").asDouble(), within(0.005));
      assertThat(interval.high())
          .as(fixture.get("name").asText())
          .isCloseTo(fixture.get("high").asDouble(), within(0.005));
    }
  }

  @Test
  void equalValuesHaveAnIntervalOfLengthZero() {
    assertThat(interval(0.1, 0.1, 0.1)).isEqualTo(new Interval(0.1, 0.1));
    assertThat(interval(0, 0)).isEqualTo(new Interval(0, 0));
  }

  @Test
  void twoValuesAreTheEnds() {
    assertThat(interval(0, 2)).isEqualTo(new Interval(0, 2));
    assertThat(interval(-0.3, 0.1)).isEqualTo(new Interval(-0.3, 0.1));
  }

  @Test
  void resamplesOnOneSideGiveAnIntervalOfThem() {
    for (int seed = 0; seed < 50; seed++) {
      Interval one = new BcaBootstrap(1, 0.95).ofMean(SKEWED, new Well19937c(seed)).orElseThrow();
      assertThat(one.width()).isZero();
      Interval two = new BcaBootstrap(2, 0.95).ofMean(SKEWED, new Well19937c(seed)).orElseThrow();
      assertThat(two.low()).isBetween(SKEWED[0], SKEWED[9]);
      assertThat(two.high()).isBetween(SKEWED[0], SKEWED[9]);
    }
  }

  @Test
  void aLevelBeyondTheFormulaEndsAtTheOutermostResample() {
    double[] spike = new double[30];
    spike[0] = 1;
    Interval interval =
        new BcaBootstrap(1_000, 1 - 1e-15).ofMean(spike, new Well19937c(1)).orElseThrow();
    assertThat(interval.low()).isBetween(0.0, 1 / 30.0);
    assertThat(interval.high()).isBetween(1 / 30.0, 1.0);
  }

  @Test
  void oneValueHasNoInterval() {
    assertThat(BOOTSTRAP.ofMean(new double[] {4}, new Well19937c(1))).isEmpty();
    assertThat(BOOTSTRAP.ofMean(new double[0], new Well19937c(1))).isEmpty();
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new BcaBootstrap(0, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BcaBootstrap(10, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BcaBootstrap(10, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void manyValuesComeCloseToTheNormalInterval() {
    double[] values = new double[400];
    RandomGenerator normal = new Well19937c(7);
    Arrays.setAll(values, i -> 3 + 2 * normal.nextGaussian());
    Summary summary = Summary.of(values);
    Interval interval = interval(values);
    double half = 1.96 * summary.deviation().getAsDouble() / Math.sqrt(values.length);
    assertThat(interval.low()).isCloseTo(summary.mean().getAsDouble() - half, within(0.1 * half));
    assertThat(interval.high()).isCloseTo(summary.mean().getAsDouble() + half, within(0.1 * half));
  }

  @Test
  void skewToTheRightMovesTheIntervalToTheRight() {
    double mean = Summary.of(SKEWED).mean().getAsDouble();
    Interval right = interval(SKEWED);
    Interval left = interval(Arrays.stream(SKEWED).map(value -> -value).toArray());
    assertThat(right.high() - mean).isGreaterThan(1.3 * (mean - right.low()));
    assertThat(left.high()).isCloseTo(-right.low(), within(0.03));
    assertThat(left.low()).isCloseTo(-right.high(), within(0.06));
  }

  @Test
  void followsShiftAndScaleOfTheValues() {
    Interval plain = interval(SKEWED);
    Interval moved = interval(Arrays.stream(SKEWED).map(value -> 5 + 4 * value).toArray());
    assertThat(moved.low()).isCloseTo(5 + 4 * plain.low(), within(1e-9));
    assertThat(moved.high()).isCloseTo(5 + 4 * plain.high(), within(1e-9));
  }

  @Test
  void moreValuesNarrowTheInterval() {
    double[] few = {-2, -1, 1, 2};
    double[] many = new double[64];
    Arrays.setAll(many, i -> few[i % few.length]);
    assertThat(interval(few).coversZero()).isTrue();
    assertThat(interval(many).coversZero()).isTrue();
    assertThat(interval(many).width()).isLessThan(interval(few).width() / 3);
  }

  @Test
  void isDecidedByItsGenerator() {
    assertThat(BOOTSTRAP.ofMean(SKEWED, new Well19937c(5)))
        .isEqualTo(BOOTSTRAP.ofMean(SKEWED, new Well19937c(5)))
        .isNotEqualTo(BOOTSTRAP.ofMean(SKEWED, new Well19937c(6)));
  }
}
