package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./anact status DIR --serve PORT}, up to what the server itself does. */
final class StatusServingTest extends CommandTest {

  private Path sweep() throws IOException {
    Path results = Files.createDirectory(folder.resolve("results"));
    Files.writeString(
        results.resolve("sweep.json"),
        """
        {"formatVersion": 1, "name": "empty", "description": "Nothing yet.",
         "createdAt": "2026-11-23T12:00:00Z", "grid": {}, "command": "./anact run empty",
         "runs": [{"id": "one", "dataset": "d", "model": "m", "activation": "relu", "seed": 1}]}
        """);
    // Of a task on another machine, which holds no lock.
    Files.createDirectories(results.resolve("partial/one/deadbeef-1-0"));
    return results;
  }

  @ParameterizedTest
  @CsvSource({
    "65536, , '--serve is 65536: give a number from 0 to 65,535'",
    "-1, , '--serve is -1: give a number from 0 to 65,535'",
    "80x, , 80x",
    "0, no such host, is not an address: give one of this machine",
    "0, 192.0.2.7, cannot listen on 192.0.2.7",
  })
  void wrongPortOrAddressEndsWithTwo(String port, String bind, String sentence) throws IOException {
    String[] arguments = {"status", sweep().toString(), "--serve=" + port};
    if (bind != null) {
      arguments =
          new String[] {
            "status", folder.resolve("results").toString(), "--serve=" + port, "--bind", bind
          };
    }
    assertThat(anact(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains(sentence).hasLineCount(1);
  }

  @Test
  void portThatIsTakenEndsWithTwo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      assertThat(anact("status", sweep().toString(), "--serve", port)).isEqualTo(2);
      assertThat(err.toString()).contains("port " + port, "give another port").hasLineCount(1);
    }
  }

  @Test
  void folderThatIsNoSweepEndsWithTwo() {
    assertThat(anact("status", folder.toString(), "--serve", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("is not a result directory and none is below it");
  }

  @Test
  void addressAloneEndsWithTwo() throws IOException {
    assertThat(anact("status", sweep().toString(), "--bind", "127.0.0.1")).isEqualTo(2);
    assertThat(err.toString()).contains("--bind goes with --serve PORT");
  }

  @Test
  void servesUntilItIsInterrupted() throws Exception {
    Path results = sweep();
    Thread command = new Thread(() -> anact("status", results.toString(), "--serve", "0"));
    command.start();
    while (!out.toString().contains("Ctrl-C")) {
      assertThat(command.isAlive()).as(err.toString()).isTrue();
      Thread.sleep(10);
    }
    String page = out.toString().replaceAll("(?s).* at (http://127.0.0.1:[0-9]+/) .*", "$1");
    String body =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()
            .send(HttpRequest.newBuilder(URI.create(page)).build(), BodyHandlers.ofString())
            .body();
    assertThat(body).contains("Nothing yet.", "0 of 1 run ended", "1 run is under way");
    command.interrupt();
    command.join();
    assertThat(out.toString()).hasLineCount(1);
    assertThat(err.toString()).isEmpty();
  }
}
