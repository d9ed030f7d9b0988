package org.anact.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.anact.report.BrowserFixture;
import org.anact.report.live.LiveServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The page of progress, from its server, under its content security policy. */
class LivePageIT extends BrowserPage {
  private LiveServer server;
  private Path partial;

  @Override
  Path write(Path folder) throws IOException {
    return BrowserFixture.writeUnderWay(folder);
  }

  @Override
  URI address(Path written) throws IOException {
    try (Stream<Path> runs = Files.list(written.resolve("partial"))) {
      String run = runs.findFirst().orElseThrow().getFileName().toString();
      partial = BrowserFixture.activity(true).attempt(written, run).orElseThrow();
    }
    server =
        LiveServer.start(
            written,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            BrowserFixture.activity(true));
    return server.uri();
  }

  @AfterAll
  void endServer() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private void noError() {
    assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
    assertThat(browser.events("Runtime.consoleAPICalled")).isEmpty();
    assertThat(browser.events("Log.entryAdded")).isEmpty();
    assertThat(browser.events("Network.requestWillBeSent"))
        .extracting(event -> event.path("request").path("url").asText())
        .allMatch(url -> url.startsWith(server.uri().toString()) || url.equals("data:,"));
  }

  private void await(String condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!browser.evaluate(condition).asBoolean()) {
      assertThat(System.nanoTime()).as(condition).isLessThan(end);
      Thread.sleep(100);
      // In place of waiting for the page to do so.
      browser.evaluate("void live.refresh()");
    }
  }

  @Test
  void curvesOfRunsUnderWayGrowAndWhatIsSwitchedOffStaysOff() throws Exception {
    String lines =
        "Array.from(document.querySelectorAll('.plot polyline[data-s]'), line =>"
            + " line.getAttribute('points').split(' ').length)";
    List<Double> before = numbers(lines);
    assertThat(before).hasSizeGreaterThan(30);
    browser.evaluate("document.querySelectorAll('.toggle')[1].click()");
    browser.evaluate("document.querySelectorAll('.toggle')[2].focus()");
    String off =
        "Array.from(document.querySelectorAll('.toggle'), one =>"
            + " one.getAttribute('aria-pressed'))";
    List<String> pressed = texts(off);
    assertThat(pressed).contains("false");
    String focused = "document.activeElement.textContent";
    String name = browser.evaluate(focused).asText();

    Path epochs = partial.resolve("epochs.csv");
    String row = Files.readAllLines(epochs).get(2).replaceFirst("^2,40,", "3,60,");
    Files.writeString(epochs, row + "\n", StandardOpenOption.APPEND);
    await(
        "%s.reduce((a, b) => a + b) > %s"
            .formatted(lines, before.stream().mapToDouble(Double::doubleValue).sum()));
    assertThat(texts(off)).isEqualTo(pressed);
    assertThat(browser.evaluate(focused).asText()).isEqualTo(name);
    noError();
  }

  @Test
  void chartsTellTheirValuesByKeyboard() {
    String script =
        "Array.from(document.querySelectorAll('.plot svg'), svg => { svg.focus();"
            + "svg.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));"
            + "return document.getElementById('hint').textContent; })";
    assertThat(texts(script))
        .hasSize(4)
        .allSatisfy(hint -> assertThat(hint).contains("epoch: 1", "seed ").doesNotContain("NaN"));
    noError();
  }

  @Test
  void pageFitsAPhoneInBothColourSchemes() {
    try {
      browser.send(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", 400, "height", 800, "deviceScaleFactor", 1, "mobile", true));
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(400);
      for (String scheme : List.of("light", "dark")) {
        browser.send(
            "Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor").asText())
            .isEqualTo(scheme.equals("light") ? "rgb(255, 255, 255)" : "rgb(20, 23, 28)");
      }
    } finally {
      browser.send("Emulation.setEmulatedMedia", Map.of("features", List.of()));
      browser.send("Emulation.clearDeviceMetricsOverride", Map.of());
    }
    noError();
  }

  @Test
  void withoutScriptsThePageLoadsItselfAgain() throws Exception {
    try {
      browser.send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
      open();
      assertThat(browser.evaluate("document.querySelector('main').textContent").asText())
          .contains("22 of 24 runs ended", "Out of memory: made up.");
      assertThat(
              browser
                  .evaluate("document.querySelector('meta[http-equiv=refresh]').content")
                  .asText())
          .isEqualTo("5");
    } finally {
      browser.send("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    }
    noError();
  }

  @Test
  void reportSoFarOpensUnderItsPolicy() throws Exception {
    browser.evaluate("document.querySelector('nav a').click()");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    // The page that waits for the report gives way to it by itself; its title is there before its
    // script has run.
    while (!browser
        .evaluate("document.readyState === 'complete' && document.title.endsWith('ANAct report')")
        .asBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(100);
    }
    assertThat(browser.evaluate("document.querySelectorAll('th .sort').length").asInt())
        .isPositive();
    assertThat(browser.evaluate("location.pathname").asText()).endsWith("/report/index.html");
    noError();
  }
}
