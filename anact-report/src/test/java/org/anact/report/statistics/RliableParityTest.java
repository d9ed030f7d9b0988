package org.anact.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.anact.report.statistics.PerformanceProfile.Point;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agreement with rliable; {@code rliable.json} tells how its figures were made. */
class RliableParityTest {
  private static final double TOLERANCE = 1e-3;
  private static final StratifiedBootstrap BOOTSTRAP =
      new StratifiedBootstrap(200_000, 0.95, 20_210_830);

  record Fixture(JsonNode json) {
    ScoreMatrix scores(String arm) {
      return References.matrix(json.get(arm));
    }

    @Override
    public String toString() {
      return json.get("name").asText();
    }
  }

  static List<Fixture> fixtures() throws IOException {
    return StreamSupport.stream(
            References.read("rliable.json").get("fixtures").spliterator(), false)
        .map(Fixture::new)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void interquartileMeanAndItsStratifiedIntervalAgree(Fixture fixture) {
    for (String arm : List.of("x", "y")) {
      assertAgrees(
          BOOTSTRAP.estimate(fixture.scores(arm), InterquartileMean::of),
          fixture.json.get("iqm_" + arm));
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void differenceOfPairedArmsAgrees(Fixture fixture) {
    // Only arms of as many runs have pairs.
    JsonNode expected = fixture.json.path("paired_iqm_difference");
    assertThat(expected.isMissingNode())
        .isEqualTo(fixture.scores("x").runs() != fixture.scores("y").runs());
    if (!expected.isMissingNode()) {
      assertAgrees(
          BOOTSTRAP.paired(
              fixture.scores("x"),
              fixture.scores("y"),
              (x, y) -> InterquartileMean.of(x) - InterquartileMean.of(y)),
          expected);
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void probabilityOfImprovementOfIndependentArmsAgrees(Fixture fixture) {
    assertAgrees(
        BOOTSTRAP.independent(
            fixture.scores("x"), fixture.scores("y"), ProbabilityOfImprovement::of),
        fixture.json.get("improvement"));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void performanceProfileAgreesAtEveryThreshold(Fixture fixture) {
    double[] taus = References.numbers(fixture.json.get("taus"));
    JsonNode expected = fixture.json.get("profile_x");
    List<Point> points = PerformanceProfile.of(fixture.scores("x"), taus, BOOTSTRAP).points();
    assertThat(points).hasSize(expected.size());
    for (int i = 0; i < points.size(); i++) {
      assertThat(points.get(i).tau()).isEqualTo(taus[i]);
      assertAgrees(points.get(i).share(), expected.get(i));
    }
  }

  private static void assertAgrees(Estimate actual, JsonNode expected) {
    assertThat(actual.value()).isCloseTo(expected.get("value").asDouble(), within(1e-12));
    double tolerance = expected.path("tolerance").asDouble(TOLERANCE);
    Interval interval = actual.interval().orElseThrow();
    assertThat(interval.low()).isCloseTo(expected.get("low").asDouble(), within(tolerance));
    assertThat(interval.high()).isCloseTo(expected.get("high").asDouble(), within(tolerance));
  }
}
