package org.anact.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anact.report.BrowserFixture;
import org.junit.jupiter.api.Test;

/** The page in a browser, from its file. */
class BrowserIT extends BrowserPage {
  @Override
  Path write(Path folder) throws IOException {
    return BrowserFixture.write(folder);
  }

  @Test
  void tableSortsUpAndDownAndBack() {
    String cells =
        "Array.from(document.querySelectorAll('#table-runs tbody tr'), row =>"
            + " row.cells[3].textContent)";
    String head = "document.querySelector('#table-runs th[data-col=\"3\"]')";
    List<String> asWritten = texts(cells);
    browser.evaluate(head + ".querySelector('button').click()");
    assertThat(browser.evaluate(head + ".getAttribute('aria-sort')").asText())
        .isEqualTo("ascending");
    String keys =
        "Array.from(document.querySelectorAll('#table-runs tbody tr'), row =>"
            + " row.cells[2].dataset.v).filter(key => key !== undefined).map(Number)";
    browser.evaluate("document.querySelector('#table-runs th[data-col=\"2\"] button').click()");
    assertThat(numbers(keys)).hasSizeGreaterThan(5).isSorted();
    browser.evaluate("document.querySelector('#table-runs th[data-col=\"2\"] button').click()");
    assertThat(numbers(keys)).isSortedAccordingTo((first, second) -> second.compareTo(first));
    browser.evaluate("document.querySelector('#table-runs th[data-col=\"2\"] button').click()");
    assertThat(
            browser.evaluate("document.querySelectorAll('#table-runs [aria-sort]').length").asInt())
        .isZero();
    assertThat(texts(cells)).isEqualTo(asWritten);
    noErrorAndNoRequest();
  }

  @Test
  void filterLeavesTheRowsWithTheText() {
    browser.evaluate(
        "{const input ="
            + " document.querySelector('#table-runs').closest('.block').querySelector('input');input.value"
            + " = 'nrelu'; input.dispatchEvent(new Event('input'));}");
    List<String> shown =
        texts(
            "Array.from(document.querySelectorAll('#table-runs tbody tr')).filter(row =>"
                + " !row.hidden).map(row => row.cells[0].textContent)");
    assertThat(shown).hasSize(3).allMatch(id -> id.contains("nrelu"));
    noErrorAndNoRequest();
  }

  @Test
  void legendSwitchesASeriesOffAndOn() {
    String figure = "document.querySelector('figure[data-view=LOSS_CURVES]')";
    String drawn =
        "Array.from(" + figure + ".querySelectorAll('[data-s=\"0\"]'), node => node.style.display)";
    assertThat(texts(drawn)).isNotEmpty().containsOnly("");
    String button = figure + ".querySelector('.legend button')";
    browser.evaluate(button + ".click()");
    assertThat(browser.evaluate(button + ".getAttribute('aria-pressed')").asText())
        .isEqualTo("false");
    assertThat(texts(drawn)).containsOnly("none");
    browser.evaluate(button + ".click()");
    assertThat(texts(drawn)).containsOnly("");
    noErrorAndNoRequest();
  }

  @Test
  void curvesAreDrawnAnewAsTheControlsSay() {
    String figure = "document.querySelector('figure[data-view=LOSS_CURVES]')";
    String change =
        "{const [metric, axis] = %s.querySelectorAll('select'); metric.value = 'v';"
            + "axis.value = 'time'; const [log, smooth, seeds] = %s.querySelectorAll('input');"
            + "log.checked = true; seeds.checked = true; smooth.value = 2;"
            + "metric.dispatchEvent(new Event('input', {bubbles: true}));}";
    browser.evaluate(change.formatted(figure, figure));
    String svg = browser.evaluate(figure + ".querySelector('.plot svg').textContent").asText();
    assertThat(svg).contains("test loss (nats)", "training time (s)");
    // Three vanilla seeds and their mean.
    assertThat(
            browser
                .evaluate(
                    figure
                        + ".querySelectorAll('.plot:first-child svg"
                        + " polyline[data-s=\"0\"]').length")
                .asInt())
        .isEqualTo(4);
    assertThat(browser.evaluate(figure + ".innerHTML.includes('NaN')").asBoolean()).isFalse();
    // Every run's last point lies left of the plot's right end.
    String ends =
        "Array.from(%s.querySelectorAll('.plot'), plot => { const right = charts.of(plot).frame[2];"
            + "return Array.from(plot.querySelectorAll('polyline'), line => right -"
            + " Number(line.getAttribute('points').split(' ').pop().split(',')[0])); }).flat()";
    assertThat(numbers(ends.formatted(figure))).isNotEmpty().allMatch(room -> room >= 0);
    noErrorAndNoRequest();
  }

  @Test
  void everyChartTellsItsValuesByKeyboard() {
    String script =
        "Array.from(document.querySelectorAll('.plot svg'), svg => { svg.focus();"
            + "svg.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));"
            + "const hint = document.getElementById('hint');"
            + "return hint.hidden ? 'hidden' : hint.textContent; })";
    assertThat(texts(script))
        .hasSizeGreaterThan(10)
        .allSatisfy(hint -> assertThat(hint).matches("(?s).*\\d.*").doesNotContain("NaN"));
    noErrorAndNoRequest();
  }

  @Test
  void bothColourSchemesAreLegible() {
    List<String> backgrounds = new ArrayList<>();
    for (String scheme : List.of("light", "dark")) {
      browser.send(
          "Emulation.setEmulatedMedia",
          Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
      backgrounds.add(browser.evaluate("getComputedStyle(document.body).backgroundColor").asText());
      String luminance =
          "(colour => colour.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)"
              + ".map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)"
              + ".reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0))"
              + "(getComputedStyle(document.querySelector('%s')).%s)";
      double paper = browser.evaluate(luminance.formatted("body", "backgroundColor")).asDouble();
      for (String text : List.of("body", ".caption", ".source", ".state", "nav a", "svg text")) {
        String property = text.startsWith("svg") ? "fill" : "color";
        double ink = browser.evaluate(luminance.formatted(text, property)).asDouble();
        double contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
        assertThat(contrast).as(text + " in " + scheme).isGreaterThanOrEqualTo(4.5);
      }
    }
    assertThat(backgrounds.get(0)).isNotEqualTo(backgrounds.get(1));
    noErrorAndNoRequest();
  }

  @Test
  void phoneScrollsTablesAndNotThePage() {
    browser.send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 400, "height", 800, "deviceScaleFactor", 1, "mobile", true));
    try {
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(400);
      assertThat(browser.evaluate("innerWidth").asInt()).isEqualTo(400);
    } finally {
      browser.send("Emulation.clearDeviceMetricsOverride", Map.of());
    }
    noErrorAndNoRequest();
  }

  @Test
  void noTableNeedsScrollingOnADesktopOrOnPaper() {
    String wide =
        "Array.from(document.querySelectorAll('.scroll'))"
            + ".filter(box => box.scrollWidth > box.parentElement.clientWidth + 1)"
            + ".map(box => box.querySelector('table').id)";
    Map<String, Integer> widths = Map.of("screen", 1280, "print", 1000);
    try {
      widths.forEach(
          (medium, width) -> {
            browser.send("Emulation.setEmulatedMedia", Map.of("media", medium));
            browser.send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
            assertThat(texts(wide)).as(medium).isEmpty();
          });
    } finally {
      browser.send("Emulation.setEmulatedMedia", Map.of("media", ""));
      browser.send("Emulation.clearDeviceMetricsOverride", Map.of());
    }
    noErrorAndNoRequest();
  }

  @Test
  void everyTableAndChartHasAName() {
    assertThat(
            browser
                .evaluate(
                    "Array.from(document.querySelectorAll('table'))"
                        + ".every(table => table.caption && table.caption.textContent.trim())")
                .asBoolean())
        .isTrue();
    assertThat(
            browser
                .evaluate(
                    "Array.from(document.querySelectorAll('.plot svg')).every(svg =>"
                        + " svg.getAttribute('aria-labelledby').split(' ').every(id =>"
                        + " document.getElementById(id).textContent.trim()))")
                .asBoolean())
        .isTrue();
    assertThat(
            browser
                .evaluate(
                    "Array.from(document.querySelectorAll('button, input, select')).every(one =>"
                        + " (one.labels && one.labels.length) || one.textContent.trim())")
                .asBoolean())
        .isTrue();
  }
}
