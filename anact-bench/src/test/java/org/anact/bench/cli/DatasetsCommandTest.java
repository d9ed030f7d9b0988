package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.anact.datasets.Datasets;
import org.anact.datasets.Manifest;
import org.anact.datasets.PublishedFile;
import org.anact.datasets.PublishedSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class DatasetsCommandTest extends CommandTest {

  /** Every command's output is looked at alone. */
  @Override
  int run(CommandLine line, String... arguments) {
    forget();
    return super.run(line, arguments);
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /** Writes black digits in MNIST's form and size. */
  private static Path writeMnist(Path home) throws Exception {
    Files.createDirectories(home);
    for (String part : List.of("train", "t10k")) {
      int count = part.equals("train") ? 60_000 : 10_000;
      write(home.resolve(part + "-images-idx3-ubyte.gz"), count * 784, 0x803, count, 28, 28);
      write(home.resolve(part + "-labels-idx1-ubyte.gz"), count, 0x801, count);
    }
    return home;
  }

  private static void write(Path file, int size, int... header) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * header.length);
    for (int number : header) {
      bytes.putInt(number);
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes.array());
      out.write(new byte[size]);
    }
  }

  private static PublishedSet published(Path home, URI address) throws Exception {
    List<PublishedFile> files = new ArrayList<>();
    for (String name : home.toFile().list()) {
      byte[] content = Files.readAllBytes(home.resolve(name));
      String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      files.add(new PublishedFile(name, (long) content.length, null, sum, "this test"));
    }
    return new PublishedSet(address, List.of(address), Map.of(), files, List.of());
  }

  @Test
  void listTellsWhatIsHereAndHowToGetTheRest() throws Exception {
    Path mnist = writeMnist(folder.resolve("data/mnist"));
    assertThat(anact("datasets", "list", "--data", data())).isZero();
    assertThat(out.toString().lines())
        .anyMatch(
            line ->
                line.startsWith("mnist ")
                    && line.strip().endsWith("not the published files: " + mnist))
        .anyMatch(line -> line.contains("fashion-mnist-mini") && line.contains("comes with"))
        .anyMatch(
            line ->
                line.contains("3x32x32")
                    && line.contains("170 MB")
                    && line.contains("not here: ./anact datasets fetch cifar10"));
  }

  @Test
  void verifyReadsWhatIsHereAndTellsWhatIsWrongWithIt() throws Exception {
    assertThat(anact("datasets", "verify", "--data", data())).isZero();
    assertThat(out.toString())
        .contains("fashion-mnist-mini: ok, 6,000 + 1,000 images read, SHA-256 ")
        .contains("mnist: not here: ./anact datasets fetch mnist");
    assertThat(anact("datasets", "verify", "mnist", "--data", data())).isEqualTo(2);
    assertThat(out.toString())
        .contains("mnist: there is no 'train-images-idx3-ubyte.gz'", "./anact datasets import");
    Path mnist = writeMnist(folder.resolve("data/mnist"));
    assertThat(anact("datasets", "verify", "mnist", "--data", data())).isEqualTo(2);
    assertThat(out.toString())
        .startsWith("mnist: 60,000 + 10,000 images read")
        .contains("not the published files: the content of 'train-images-idx3-ubyte' in '" + mnist);
    assertThat(anact("datasets", "verify", "mnist", "--any-checksum", "--data", data())).isZero();
    Files.writeString(mnist.resolve("t10k-labels-idx1-ubyte.gz"), "nothing");
    assertThat(anact("datasets", "verify", "--data", data())).isEqualTo(2);
    assertThat(out.toString()).contains("mnist: '" + mnist.resolve("t10k-labels-idx1-ubyte.gz"));
    assertThat(anact("datasets", "verify", "mnits")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean 'mnist'?");
  }

  @Test
  void importTakesAFolderAndRefusesOtherChecksums() throws Exception {
    Path given = writeMnist(folder.resolve("given"));
    assertThat(anact("datasets", "import", "mnist", given.toString(), "--data", data()))
        .isEqualTo(2);
    assertThat(err.toString())
        .startsWith("anact: the content of 'train-images-idx3-ubyte' in '" + given + "' has the ")
        .contains("--any-checksum")
        .doesNotContain("\tat ");
    String[] anyway = {
      "datasets", "import", "mnist", given.toString(), "--any-checksum", "--data", data()
    };
    assertThat(anact(anyway)).isZero();
    assertThat(out.toString())
        .contains("mnist is now in '" + Path.of(data(), "mnist") + "': 60,000 + 10,000 images")
        .contains("not the published files: the content of ");
    assertThat(anact(anyway)).isEqualTo(2);
    assertThat(err.toString()).contains("mnist is already in");
  }

  @Test
  void fetchDownloadsAndWithoutAServerItEndsWithOneAndTheWayByHand() throws Exception {
    Path given = writeMnist(folder.resolve("given"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] content = Files.readAllBytes(given.resolve(path.substring(1)));
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
    URI address =
        URI.create(
            "http://%s:%d/"
                .formatted(
                    server.getAddress().getAddress().getHostAddress(),
                    server.getAddress().getPort()));
    Manifest manifest = new Manifest(Map.of("mnist", published(given, address)));
    CommandLine fetch =
        Anact.configured(
            new CommandLine(new DatasetsFetchCommand(Datasets.standard().with(manifest))));
    assertThat(run(fetch, "mnist", "--data", data())).isZero();
    assertThat(out.toString()).contains("mnist is now in '" + Path.of(data(), "mnist"));
    server.stop(0);
    assertThat(run(fetch, "mnist", "--data", data())).isZero();
    assertThat(out.toString()).contains("mnist is already in");
    String other = folder.resolve("other").toString();
    assertThat(run(fetch, "mnist", "--data", other)).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .startsWith("anact: cannot download ")
        .contains(address.toString())
        .contains("'./anact datasets import mnist FOLDER --data " + other + "'");
  }

  @Test
  void wrongInputEndsWithTwo() {
    assertThat(anact("datasets")).isEqualTo(2);
    assertThat(anact("datasets", "fetch")).isEqualTo(2);
    assertThat(anact("datasets", "fetch", "fashion-mnist-mini", "--data", data())).isEqualTo(2);
    assertThat(err.toString()).contains("comes with the suite");
    assertThat(anact("datasets", "fetch", "cifar", "--data", data())).isEqualTo(2);
    assertThat(err.toString()).contains("unknown data set 'cifar'");
  }
}
