package org.anact.report.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.anact.report.BrowserFixture;
import org.anact.results.ResultFormat;
import org.anact.results.ResultFormatException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server of progress: what it shows, and that it shows nothing else and changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveServerTest {
  private static final String SECRET = "kept to itself";

  private final HttpClient client = HttpClient.newHttpClient();
  private Path folder;
  private LiveServer server;
  private Map<String, String> before;

  /** Two sweeps, one whose plan is damaged, and what is no sweep's beside and inside of them. */
  @BeforeAll
  void serve(@TempDir Path root) throws IOException {
    folder = Files.createDirectory(root.resolve("results"));
    Path quick = BrowserFixture.writeUnderWay(Files.createDirectory(folder.resolve("quick")));
    BrowserFixture.writeUnderWay(Files.createDirectories(folder.resolve("of june/long one")));
    Files.createDirectory(folder.resolve("damaged"));
    Files.writeString(folder.resolve("damaged").resolve(ResultFormat.SWEEP), "{\"formatV");
    Files.writeString(root.resolve("secret.txt"), SECRET);
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    Path report = Files.createDirectory(quick.resolve(ResultFormat.REPORT));
    Files.writeString(report.resolve("index.html"), "<title>Old - ANAct report</title>");
    Files.createSymbolicLink(report.resolve("leak.csv"), root.resolve("secret.txt"));
    Files.createSymbolicLink(report.resolve("charts"), root);
    before = contents();
    server = LiveServer.start(folder, loopback(0), running("quick"));
  }

  @AfterAll
  void end() throws IOException {
    server.close();
  }

  /** One of the sweeps runs. */
  private static LiveServer.Activity running(String name) {
    return new LiveServer.Activity() {
      @Override
      public boolean isRunning(Path directory) {
        return directory.endsWith(name);
      }

      @Override
      public Optional<Path> attempt(Path directory, String id) throws IOException {
        return BrowserFixture.activity(true).attempt(directory, id);
      }
    };
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Every file below the folder and when it was written. */
  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        contents.put(path.toString(), Files.getLastModifiedTime(path).toString());
      }
    }
    return contents;
  }

  private HttpResponse<String> ask(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .method(method, BodyPublishers.noBody())
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String page(String path) {
    HttpResponse<String> answer = ask("GET", path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  /** Sends lines as they are, which no client does, and returns all of the answer. */
  private String raw(String... lines) throws IOException {
    try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
      socket
          .getOutputStream()
          .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everySweepBelowTheFolderIsListed() {
    assertThat(page(""))
        .contains("3 result directories", ">quick<", ">of june/long one<", ">damaged<")
        .contains("is not valid JSON")
        .contains("<progress max=\"24\" value=\"22\"")
        .doesNotContain(folder.toString());
  }

  @Test
  void pageOfASweepShowsItsRuns() {
    assertThat(page("sweep/quick/"))
        .contains("22 of 24 runs ended, 3 of them without a result")
        .contains("1 run is under way")
        .contains(">3/4<", ">45/80<", ">0.8125<", ">987<")
        .contains(">diverged<", "Out of memory: made up.", ">unreadable<", "is not valid JSON")
        .contains("cnn on digits: accuracy by epoch", "resnet on digits: training loss by epoch")
        .contains("seed 1, under way")
        .contains("<noscript><meta http-equiv=\"refresh\"")
        .doesNotContain(folder.toString());
  }

  @Test
  void sweepThatDoesNotRunIsResumedByItsCommand() {
    String other =
        page("").replaceAll("(?s).*href=\"(sweep/of-june-long-one-[0-9a-f]+/)\".*", "$1");
    assertThat(page(other))
        .contains("No sweep is running here.", "anact sweep grids/synthetic.json", "Cut off");
  }

  @Test
  void damagedPlanIsToldOnItsPage() {
    assertThat(page("sweep/damaged/"))
        .contains("damaged/sweep.json is not valid JSON")
        .doesNotContain(folder.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret.txt",
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "%252e%252e%252fsecret.txt",
        "..%5csecret.txt",
        "..%c0%afsecret.txt",
        "%00",
        "//secret.txt",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "file:%2f%2f%2fetc%2fpasswd",
        "sweep/",
        "sweep/../secret.txt",
        "sweep/quick/../../secret.txt",
        "sweep/quick/sweep.json",
        "sweep/quick/runs/",
        "sweep/quick/.lock",
        "sweep/..%2f..%2f/",
        "sweep/quick/report/../sweep.json",
        "sweep/quick/report/..%2fsweep.json",
        "sweep/quick/report/%2e%2e/sweep.json",
        "sweep/quick/report//etc/passwd",
        "sweep/quick/report/leak.csv",
        "sweep/quick/report/charts/secret.txt",
        "sweep/quick/report/charts/results/secret.txt",
        "sweep/quick/report/index.html%00.csv",
        "sweep/quick/report/INDEX.HTML/",
        "sweep/secret.txt/",
        "sweep/unknown/"
      })
  void noOtherPathIsServed(String path) throws IOException {
    String answer = raw("GET /" + path + " HTTP/1.0", "Host: localhost");
    assertThat(answer).matches("(?s)HTTP/1.1 (400|404|200) .*").doesNotContain(SECRET, "root:");
    if (answer.startsWith("HTTP/1.1 200")) {
      // The report is being made; what is not in it is then answered as missing.
      assertThat(path).contains("/report/");
      assertThat(answer).contains("The report is being made");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET http://elsewhere.example/ HTTP/1.1, localhost, 400",
    "GET / HTTP/1.1, elsewhere.example, 421",
    "GET / HTTP/1.1, localhost.elsewhere.example, 421",
    "GET / HTTP/1.1, 127.0.0.1.elsewhere.example, 421",
    "GET / HTTP/1.1, '', 421",
    "GET / HTTP/1.0, 169.254.1.1:80, 421",
    "GET / HTTP/1.1, localhost:9999, 200",
    "GET / HTTP/1.1, 127.0.0.1, 200",
    "GET / HTTP/1.1, [::1]:80, 200",
    "GET / HTTP/1.1, LOCALHOST, 200"
  })
  void onlyNamesOfThisMachineAreAnswered(String request, String host, int status)
      throws IOException {
    assertThat(raw(request, "Host: " + host, "Connection: close"))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void requestWithoutAHostIsRefused() throws IOException {
    assertThat(raw("GET / HTTP/1.0")).startsWith("HTTP/1.1 421 ");
  }

  @Test
  void otherAddressAnswersToAnyName() throws IOException {
    try (LiveServer open =
        LiveServer.start(
            folder, new InetSocketAddress("0.0.0.0", 0), BrowserFixture.activity(false))) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), open.uri().getPort())) {
        socket
            .getOutputStream()
            .write("GET / HTTP/1.0\r\nHost: node7\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void onlyShows(String method) throws IOException {
    String answer =
        raw(method + " / HTTP/1.1", "Host: localhost", "Content-Length: 0", "Connection: close");
    assertThat(answer).startsWith("HTTP/1.1 405 ").containsIgnoringCase("Allow: GET, HEAD");
  }

  @Test
  void headHasTheLengthAndNoBody() throws IOException {
    assertThat(raw("HEAD /sweep/quick/ HTTP/1.1", "Host: localhost", "Connection: close"))
        .startsWith("HTTP/1.1 200 ")
        .containsPattern("(?i)Content-length: [1-9][0-9]{4}")
        .doesNotContain("<html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sweep/quick/", "sweep/damaged/", "nothing", "sweep/quick/report/x"})
  void everyAnswerHasTheHeaders(String path) {
    HttpResponse<String> answer = ask("GET", path);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'")
        .contains("frame-ancestors 'none'");
  }

  /** The report is made beside the results, once for many readers, and nothing is written there. */
  @Test
  void reportSoFarIsMadeElsewhere() throws Exception {
    assertThat(page("sweep/quick/")).contains("href=\"report/\"");
    HttpResponse<String> first = ask("GET", "sweep/quick/report/");
    for (int tries = 0; first.statusCode() == 200 && tries < 600; tries++) {
      assertThat(first.body()).contains("The report is being made");
      Thread.sleep(50);
      first = ask("GET", "sweep/quick/report/");
    }
    assertThat(first.headers().firstValue("Location")).contains("index.html");
    HttpResponse<String> report = ask("GET", "sweep/quick/report/index.html");
    assertThat(report.body()).contains("ANAct report</title>", "synthetic").doesNotContain("Old");
    assertThat(report.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'unsafe-inline'");
    assertThat(page("sweep/quick/report/latex/")).contains("href=\"runs.tex\"");
    assertThat(page("sweep/quick/report/latex/runs.tex")).contains("booktabs");
    assertThat(ask("GET", "sweep/quick/report/runs.csv").headers().firstValue("Content-Type"))
        .contains("text/csv; charset=utf-8");
    for (String gone : new String[] {"leak.csv", "charts/secret.txt", "latex/none.tex", "latex"}) {
      assertThat(ask("GET", "sweep/quick/report/" + gone).statusCode()).as(gone).isEqualTo(404);
    }
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void folderWithoutASweepIsRefused(@TempDir Path empty) {
    assertThatThrownBy(() -> LiveServer.start(empty, loopback(0), BrowserFixture.activity(false)))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("is not a result directory and none is below it");
    Path none = empty.resolve("none");
    assertThatThrownBy(() -> LiveServer.start(none, loopback(0), BrowserFixture.activity(false)))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("is not a directory");
  }

  @Test
  void portThatIsTakenIsRefused() {
    InetSocketAddress taken = loopback(server.uri().getPort());
    assertThatThrownBy(() -> LiveServer.start(folder, taken, BrowserFixture.activity(false)))
        .isInstanceOf(BindException.class);
  }

  @Test
  void onlySweepIsShownAtOnce() throws IOException {
    try (LiveServer one =
        LiveServer.start(folder.resolve("quick"), loopback(0), BrowserFixture.activity(true))) {
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(one.uri()).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(302);
      String page = answer.headers().firstValue("Location").orElseThrow();
      assertThat(page).matches("sweep/quick-[0-9a-f]+/");
      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(one.uri().resolve(page)).build(),
                      BodyHandlers.ofString())
                  .body())
          .contains("22 of 24 runs ended")
          .doesNotContain("All sweeps");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
