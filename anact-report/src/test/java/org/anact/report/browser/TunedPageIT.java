package org.anact.report.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.anact.report.BrowserFixture;
import org.junit.jupiter.api.Test;

/** The page of a tuned sweep with a ladder. */
class TunedPageIT extends BrowserPage {
  @Override
  Path write(Path folder) throws IOException {
    return BrowserFixture.writeTuned(folder);
  }

  /** The chart of vanilla and whole ANAct, in pixels of its drawing. */
  private static final String SENSITIVITY =
      "Array.from(document.querySelectorAll('#tuning ~ figure .plot'))[0]";

  @Test
  void sensitivityChartShowsTrialsCrossesAndChoices() {
    // Ten vanilla trials, eight normalized ones that finished, and two crosses of one stroke each.
    assertThat(marks(0)).hasSize(10);
    assertThat(marks(1)).hasSize(8 + 2);
    assertThat(marks(1).stream().filter(mark -> mark.endsWith("l-7 7"))).hasSize(2);
    // Of each arm a line through the means and a vertical one at the choice, below its tick.
    for (int arm = 0; arm < 2; arm++) {
      List<String> lines =
          texts(
              "Array.from(%s.querySelectorAll('polyline[data-s=\"%d\"]'),"
                      .formatted(SENSITIVITY, arm)
                  + " line => line.getAttribute('points'))");
      assertThat(lines).hasSize(2);
      double[] means = across(lines.get(0));
      double[] choice = across(lines.get(1));
      assertThat(choice).hasSize(2);
      assertThat(choice[0]).isEqualTo(choice[1]);
      // Vanilla at 0.2, the fourth rate, normalized at 0.05, the second.
      assertThat(choice[0]).isCloseTo(means[arm == 0 ? 3 : 1], within(2.0));
    }
    assertThat(
            browser
                .evaluate(
                    "(svg => { svg.focus(); svg.dispatchEvent(new KeyboardEvent('keydown', {key:"
                        + " 'ArrowRight', bubbles: true})); return"
                        + " document.getElementById('hint').textContent; })("
                        + SENSITIVITY
                        + ".querySelector('svg'))")
                .asText())
        .contains("vanilla: ", "learningRate 0.02, seed 101")
        .doesNotContain("NaN");
    noErrorAndNoRequest();
  }

  private List<String> marks(int arm) {
    return texts(
        "Array.from(%s.querySelectorAll('path[data-s=\"%d\"]'), mark => mark.getAttribute('d'))"
            .formatted(SENSITIVITY, arm));
  }

  private static double[] across(String points) {
    return Arrays.stream(points.split(" "))
        .mapToDouble(point -> Double.parseDouble(point.substring(0, point.indexOf(','))))
        .toArray();
  }

  @Test
  void barsOfTheWaterfallJoinAndEndWhereTheWholeDoes() {
    String bars =
        "Array.from(document.querySelectorAll('#ladder ~ figure .plot path[data-s]'), bar => {"
            + "const xs = bar.getAttribute('d').match(/[\\d.]+(?=,)/g).map(Number);"
            + "return %s; })";
    List<Double> from = numbers(bars.formatted("xs[0]"));
    List<Double> to = numbers(bars.formatted("xs[1]"));
    assertThat(from).hasSize(5);
    for (int i = 1; i < 4; i++) {
      assertThat(from.get(i)).isCloseTo(to.get(i - 1), within(0.1));
    }
    assertThat(from.get(4)).isCloseTo(from.get(0), within(0.1));
    assertThat(to.get(4)).isCloseTo(to.get(3), within(0.1));
    noErrorAndNoRequest();
  }

  /** No text of a chart is outside of it, on a desktop or a phone. */
  @Test
  void tunedPageFitsBothWidths() {
    String outside =
        "Array.from(document.querySelectorAll('.plot text')).filter(text => {"
            + "const box = text.getBoundingClientRect();"
            + "const plot = text.closest('svg').getBoundingClientRect();"
            + "return box.left < plot.left - 2 || box.right > plot.right + 2; })"
            + ".map(text => text.textContent)";
    try {
      for (int width : new int[] {1280, 400}) {
        browser.send(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 600));
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
            .isLessThanOrEqualTo(width);
        assertThat(texts(outside)).as("at " + width).isEmpty();
      }
    } finally {
      browser.send("Emulation.clearDeviceMetricsOverride", Map.of());
    }
    noErrorAndNoRequest();
  }
}
