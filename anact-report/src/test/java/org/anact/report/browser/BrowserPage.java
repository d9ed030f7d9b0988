package org.anact.report.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A page in a browser; each test opens it anew. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserPage {
  private URI page;
  Browser browser;

  /** Writes the page. */
  abstract Path write(Path folder) throws IOException;

  /** Where the browser finds the page: its file, unless a server has it. */
  URI address(Path written) throws IOException {
    return written.toUri();
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeTrue(
        Files.isExecutable(Browser.EXECUTABLE),
        () -> "skipped: there is no " + Browser.EXECUTABLE + " to open the page with");
    page = address(write(Files.createDirectory(folder.resolve("results"))));
    browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    browser.open(page);
  }

  void noErrorAndNoRequest() {
    assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
    assertThat(browser.events("Runtime.consoleAPICalled")).isEmpty();
    assertThat(browser.events("Log.entryAdded")).isEmpty();
    assertThat(browser.events("Network.requestWillBeSent"))
        .extracting(event -> event.path("request").path("url").asText())
        .allMatch(url -> url.equals(page.toString()));
  }

  List<String> texts(String script) {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : browser.evaluate(script)) {
      texts.add(text.asText());
    }
    return texts;
  }

  List<Double> numbers(String script) {
    List<Double> numbers = new ArrayList<>();
    browser.evaluate(script).forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }
}
