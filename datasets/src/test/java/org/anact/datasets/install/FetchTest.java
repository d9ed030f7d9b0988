package org.anact.datasets.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.anact.datasets.DatasetException;
import org.anact.datasets.Manifest;
import org.anact.datasets.PublishedFile;
import org.anact.datasets.PublishedFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FetchTest {

  private static final String NAME = "cifar-10-binary.tar.gz";

  @TempDir private Path folder;
  private Path data;
  private byte[] archive;
  private FileServer server;
  private final Recorder recorder = new Recorder();

  @BeforeEach
  void serve() throws IOException {
    data = folder.resolve("data");
    Path files = PublishedFiles.writeCifar10(folder.resolve("cifar-10-batches-bin"));
    byte[] noise = new byte[9000];
    new Random(1).nextBytes(noise);
    Files.write(files.resolve("readme.html"), noise);
    archive = Packed.tarGz(files);
    server = new FileServer(archive);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Installed fetch(int tries, URI... addresses) throws IOException {
    return fetch(tries, Packed.published(NAME, archive), addresses);
  }

  private Installed fetch(int tries, PublishedFile file, URI... addresses) throws IOException {
    return installer(tries, Packed.manifest("cifar10", List.of(addresses), file)).fetch("cifar10");
  }

  private Installer installer(int tries, Manifest manifest) {
    Patience patience =
        new Patience(Duration.ofSeconds(10), Duration.ofMillis(700), tries, Duration.ZERO);
    return new Installer(PublishedFiles.small().with(manifest), data, recorder, patience);
  }

  /** Returns all files in the data directory, without the lock. */
  private List<String> left() throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(Files::isRegularFile)
          .map(file -> data.relativize(file).toString())
          .filter(name -> !name.endsWith(".lock"))
          .sorted()
          .toList();
    }
  }

  private void assertSound(Installed installed) throws IOException {
    assertThat(installed.folder()).isEqualTo(data.resolve("cifar10"));
    assertThat(installed.before()).isFalse();
    assertThat(installed.dataset().train().count()).isEqualTo(20);
    assertThat(PublishedFiles.small().load("cifar10", data).checksum())
        .isEqualTo(installed.dataset().checksum());
    assertThat(left()).hasSize(9).allMatch(name -> name.startsWith("cifar10"));
  }

  @Test
  void downloadIsUnpackedCheckedAndPutInItsPlace() throws IOException {
    assertSound(fetch(1, server.files()));
    assertThat(recorder.begun).containsExactly("download " + NAME, "unpack " + NAME);
    assertThat(recorder.bytes).isEqualTo(2L * archive.length);
  }

  @Test
  void soundDataIsNotFetchedAgain() throws IOException {
    Installed first = fetch(1, server.files());
    Installed second = fetch(1, server.files());
    assertThat(second.before()).isTrue();
    assertThat(second.dataset().checksum()).isEqualTo(first.dataset().checksum());
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void damagedDataMovesAsideAndIsNotLost() throws IOException {
    Path there = PublishedFiles.writeCifar10(data.resolve("cifar10"));
    Files.writeString(there.resolve("test_batch.bin"), "short");
    assertThat(fetch(1, server.files()).before()).isFalse();
    assertThat(data.resolve("cifar10.replaced/test_batch.bin")).hasContent("short");
    assertThat(recorder.notes).anyMatch(note -> note.contains("test_batch.bin' has 5 bytes"));
  }

  @Test
  void brokenTransferGoesOnWhereItStopped() throws IOException {
    server.breaks.addAll(List.of(1000, 500));
    assertSound(fetch(3, server.files()));
    assertThat(server.requests).containsExactly("whole", "bytes=1000-", "bytes=1500-");
    assertThat(recorder.notes).hasSize(2).allMatch(note -> note.contains("trying again"));
  }

  @Test
  void nextFetchGoesOnWhereTheLastOneStopped() throws IOException {
    server.breaks.add(1000);
    assertThatThrownBy(() -> fetch(1, server.files())).isInstanceOf(DownloadException.class);
    assertThat(left())
        .containsExactly(
            ".downloads/cifar10/" + NAME + ".part", ".downloads/cifar10/" + NAME + ".part.origin");
    assertSound(fetch(1, server.files()));
    assertThat(server.requests).containsExactly("whole", "bytes=1000-");
  }

  @Test
  void serverThatIgnoresRangesSendsTheWholeFileAgain() throws IOException {
    server.ranges = false;
    server.breaks.add(1000);
    assertSound(fetch(2, server.files()));
    assertThat(server.requests).containsExactly("whole", "bytes=1000-");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fileThatChangedMeanwhileIsTakenFromItsBeginning(boolean tagged) throws IOException {
    byte[] older = archive.clone();
    for (int i = 0; i < 1000; i++) {
      older[i] ^= 1;
    }
    server.content = older;
    server.tag = tagged ? "\"older\"" : null;
    server.breaks.add(1000);
    assertThatThrownBy(() -> fetch(1, server.files())).isInstanceOf(DownloadException.class);
    server.content = archive;
    server.tag = tagged ? "\"newer\"" : null;
    assertSound(fetch(2, server.files()));
    // With a tag the server itself sends the whole file; without, the checksum tells.
    assertThat(server.requests)
        .containsExactly(
            tagged
                ? new String[] {"whole", "bytes=1000-"}
                : new String[] {"whole", "bytes=1000-", "whole"});
  }

  @Test
  void rangeBehindTheEndStartsOver() throws IOException {
    PublishedFile right = Packed.published(NAME, archive);
    PublishedFile unsized = new PublishedFile(NAME, null, right.md5(), null, "this test");
    server.breaks.add(archive.length - 10);
    assertThatThrownBy(() -> fetch(1, unsized, server.files()))
        .isInstanceOf(DownloadException.class);
    Path part = data.resolve(".downloads/cifar10/" + NAME + ".part");
    Files.write(part, new byte[archive.length + 10]);
    assertSound(fetch(2, unsized, server.files()));
    assertThat(server.requests)
        .containsExactly("whole", "bytes=%d-".formatted(archive.length + 10), "whole");
  }

  @Test
  void wholePartOfAFetchThatWasKilledIsNotDownloadedAgain() throws IOException {
    Path home = Files.createDirectories(data.resolve(".downloads/cifar10"));
    Files.write(home.resolve(NAME + ".part"), archive);
    Files.createDirectories(data.resolve(".downloads/cifar10.unpacked/half/of/it"));
    assertSound(fetch(1, server.files()));
    assertThat(server.requests).isEmpty();
  }

  @Test
  void wrongChecksumIsToldBeforeAnythingIsUnpackedAndNothingIsKept() throws IOException {
    byte[] wrong = archive.clone();
    wrong[100] ^= 1;
    server.content = wrong;
    assertThatThrownBy(() -> fetch(3, server.files()))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("gives a file that has the SHA-256");
    assertThat(left()).isEmpty();
    assertThat(server.requests).hasSize(1);
    assertThat(recorder.begun).noneMatch(what -> what.startsWith("unpack"));
  }

  @Test
  void wrongSizeIsRefusedByTheHeadOfTheAnswer() throws IOException {
    server.content = new byte[archive.length + 1];
    assertThatThrownBy(() -> fetch(3, server.files()))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("offers %,d bytes".formatted(archive.length + 1));
    assertThat(left()).isEmpty();
  }

  @Test
  void secondAddressIsAskedWhereTheFirstHasNothing() throws IOException {
    assertSound(fetch(2, server.folder("nowhere"), server.files()));
    assertThat(recorder.notes).anyMatch(note -> note.endsWith("answers with HTTP status 404"));
  }

  @Test
  void movedFileIsFollowed() throws IOException {
    assertSound(fetch(1, server.folder("moved")));
  }

  @Test
  void serverThatIsBusyIsAskedAgain() {
    server.status = 503;
    assertThatThrownBy(() -> fetch(3, server.files()))
        .hasMessageContaining("broke off 3 times, the last time (HTTP status 503)");
    assertThat(server.requests).hasSize(3);
  }

  @Test
  void serverThatFallsSilentIsGivenUp() throws IOException {
    server.silent = true;
    server.breaks.add(1000);
    assertSound(fetch(2, server.files()));
    assertThat(recorder.notes).anyMatch(note -> note.contains("nothing came"));
    assertThat(server.requests).containsExactly("whole", "bytes=1000-");
  }

  @Test
  void withoutNetworkTheFileIsNamedAndTheWayToImportIt() throws IOException {
    URI gone = server.files();
    server.close();
    assertThatThrownBy(() -> fetch(3, gone, gone))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("cannot download '" + NAME + "'")
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("get '%s' from %s".formatted(NAME, gone.resolve(NAME)))
        .hasMessageContaining(
            "'./anact datasets import cifar10 %s --data %s'".formatted(NAME, data));
    assertThat(left()).isEmpty();
  }

  @Test
  void archiveThatIsNoDataSetLeavesNothingInPlace() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("readme.txt"), "nothing here");
    archive = Packed.tarGz(other);
    server.content = archive;
    assertThatThrownBy(() -> fetch(1, server.files()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("there is no 'data_batch_1.bin' in it");
    assertThat(data.resolve("cifar10")).doesNotExist();
    assertThat(data.resolve(".downloads/cifar10.unpacked")).doesNotExist();
  }

  @Test
  void oneFetchOfADataSetAtATime() throws IOException {
    Path downloads = data.resolve(".downloads");
    InstallLock.holding(
        downloads,
        "cifar10",
        () -> {
          assertThatThrownBy(() -> fetch(1, server.files()))
              .isInstanceOf(DatasetException.class)
              .hasMessageContaining("another fetch or import of cifar10 is under way");
          return null;
        });
    assertThat(server.requests).isEmpty();
    assertSound(fetch(1, server.files()));
  }

  @Test
  void filesThatArePublishedOneByOneAreFetchedOneByOne() throws IOException {
    Path files = PublishedFiles.writeMnist(folder.resolve("files"), true);
    List<PublishedFile> published = new ArrayList<>();
    List<FileServer> servers = new ArrayList<>();
    List<URI> addresses = new ArrayList<>();
    try (Stream<Path> all = Files.list(files)) {
      for (Path each : all.sorted().toList()) {
        byte[] content = Files.readAllBytes(each);
        published.add(Packed.published(each.getFileName().toString(), content));
        servers.add(new FileServer(content));
        addresses.add(servers.get(servers.size() - 1).files());
      }
    }
    Manifest manifest =
        Packed.manifest("mnist", addresses, published.toArray(PublishedFile[]::new));
    try {
      // Each server has another file: its size or its checksum tells, and the next one is asked.
      Installed installed = installer(1, manifest).fetch("mnist");
      assertThat(installed.dataset().train().count()).isEqualTo(30);
      assertThat(left()).hasSize(5).allMatch(name -> name.startsWith("mnist/"));
    } finally {
      servers.forEach(FileServer::close);
    }
  }

  @Test
  void dataDirectoryThatCannotBeWrittenIsNoDownloadFailure() throws IOException {
    Files.writeString(data, "a file where the folder should be");
    assertThatThrownBy(() -> fetch(1, server.files()))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(DownloadException.class);
  }
}
