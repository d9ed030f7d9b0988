package org.anact.datasets.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.anact.datasets.DatasetException;
import org.anact.datasets.Datasets;
import org.anact.datasets.PublishedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportTest {

  private static final URI NOWHERE = URI.create("https://example.org/files/");
  private static final String NAME = "cifar-100-binary.tar.gz";

  @TempDir private Path folder;
  private Path data;
  private Path files;
  private Path archive;
  private byte[] packed;
  private Manifest manifest;
  private final Recorder recorder = new Recorder();

  @BeforeEach
  void pack() throws IOException {
    data = folder.resolve("data");
    files = PublishedFiles.writeCifar100(folder.resolve("in/cifar-100-binary"));
    Files.writeString(files.resolve("unrelated.txt"), "not read");
    packed = Packed.tarGz(files);
    archive = Files.write(folder.resolve(NAME), packed);
    manifest = Packed.manifest("cifar100", List.of(NOWHERE), Packed.published(NAME, packed));
  }

  private Installed importFrom(String name, Path source, boolean any) throws IOException {
    return new Installer(PublishedFiles.small(), manifest, data, recorder)
        .importFrom(name, source, any);
  }

  private void refused(String name, Path source, boolean any, String... reasons)
      throws IOException {
    assertThatThrownBy(() -> importFrom(name, source, any))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(reasons);
    assertNothingLeft();
  }

  private void assertNothingLeft() throws IOException {
    if (Files.exists(data)) {
      try (Stream<Path> all = Files.walk(data)) {
        assertThat(all)
            .allMatch(
                each -> each.equals(data) || each.toString().matches(".*\\.downloads(/.*lock)?"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NAME, "in/cifar-100-binary", "in"})
  void archiveAndFolderServeBothDataSetsOfTheirFiles(String source) throws IOException {
    Installed installed = importFrom("cifar100-coarse", folder.resolve(source), false);
    assertThat(installed.folder()).isEqualTo(data.resolve("cifar100"));
    assertThat(installed.dataset().classNames()).hasSize(20);
    Datasets small = PublishedFiles.small();
    assertThat(small.load("cifar100", data).classNames()).hasSize(100);
    assertThat(small.load("cifar100-coarse", data).checksum())
        .isEqualTo(installed.dataset().checksum());
    assertThat(archive).hasBinaryContent(packed);
    assertThat(files.resolve("train.bin")).exists();
  }

  @Test
  void folderIsCopiedWithoutWhatIsNotRead() throws IOException {
    importFrom("cifar100", files, false);
    assertThat(data.resolve("cifar100/unrelated.txt")).doesNotExist();
    assertThat(data.resolve(".downloads")).isDirectoryNotContaining("glob:**unpacked");
  }

  @Test
  void otherChecksumIsRefusedUnlessItIsAskedFor() throws IOException {
    Files.writeString(files.resolve("readme.txt"), "packed anew");
    Path anew = Files.write(folder.resolve("mine.tar.gz"), Packed.tarGz(files));
    refused("cifar100", anew, false, "'" + anew + "' has ", "--any-checksum");
    assertThat(importFrom("cifar100", anew, true).dataset().train().count()).isEqualTo(12);
  }

  @Test
  void soundDataIsNotReplaced() throws IOException {
    importFrom("cifar100", archive, false);
    assertThatThrownBy(() -> importFrom("cifar100", archive, false))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("cifar100 is already in '" + data.resolve("cifar100") + "'");
  }

  @Test
  void treeOfImagesIsTakenFromZipAndFromFolder() throws IOException {
    Path tree = PublishedFiles.writeTinyImageNet(folder.resolve("tiny-imagenet-200"));
    byte[] zip = Packed.zip(tree);
    Path file = Files.write(folder.resolve("tiny-imagenet-200.zip"), zip);
    manifest =
        Packed.manifest(
            "tiny-imagenet", List.of(NOWHERE), Packed.published("tiny-imagenet-200.zip", zip));
    String checksum = importFrom("tiny-imagenet", file, false).dataset().checksum();
    Staging.delete(data);
    assertThat(importFrom("tiny-imagenet", tree, false).dataset().checksum()).isEqualTo(checksum);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fourFilesAreTakenFromAFolderPackedOrNot(boolean gzip) throws IOException {
    Path four = PublishedFiles.writeMnist(folder.resolve("four"), gzip);
    publishMnist(PublishedFiles.writeMnist(folder.resolve("published"), true));
    assertThat(importFrom("mnist", four, false).dataset().test().count()).isEqualTo(10);
  }

  private void publishMnist(Path published) throws IOException {
    List<PublishedFile> list = new ArrayList<>();
    try (Stream<Path> all = Files.list(published)) {
      for (Path each : all.sorted().toList()) {
        list.add(Packed.published(each.getFileName().toString(), Files.readAllBytes(each)));
      }
    }
    manifest = Packed.manifest("mnist", List.of(NOWHERE), list.toArray(PublishedFile[]::new));
  }

  @Test
  void oneOfTheFourFilesWithAnotherChecksumIsNamed() throws IOException {
    Path four = PublishedFiles.writeMnist(folder.resolve("four"), true);
    publishMnist(four);
    Path labels = four.resolve("t10k-labels-idx1-ubyte.gz");
    byte[] content = Files.readAllBytes(labels);
    content[4] ^= 1;
    Files.write(labels, content);
    refused("mnist", four, false, "'" + labels + "' has the SHA-256", "--any-checksum");
    // The flipped bit is in the time of the gzip header: the data are the same.
    assertThat(importFrom("mnist", four, true).dataset().train().count()).isEqualTo(30);
  }

  @Test
  void foreignSourcesAreAnsweredWithWhatIsNeeded() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty/a/b"));
    String get = "get '%s' from %s".formatted(NAME, NOWHERE.resolve(NAME));
    String command = "./anact datasets import cifar100 " + NAME;
    refused("cifar100", empty, false, "there is no 'train.bin' in it", get, command);
    refused("cifar100", folder.resolve("gone"), false, "there is no '" + folder.resolve("gone"));
    Path text = Files.writeString(folder.resolve("text"), "no archive");
    refused("cifar100", text, true, "'" + text + "' is no .tar.gz and no .zip archive");
    refused("cifar1000", text, true, "unknown data set 'cifar1000'");
  }

  @Test
  void pythonFormIsAnsweredWithTheFormThatIsRead() throws IOException {
    Path python = Files.createDirectories(folder.resolve("cifar-100-python"));
    for (String name : new String[] {"meta", "train", "test"}) {
      Files.writeString(python.resolve(name), "pickle");
    }
    String get = "get '%s' from %s".formatted(NAME, NOWHERE.resolve(NAME));
    refused("cifar100", python, false, "as Python pickles, a form that is not read", get);
    Path packedPython = Files.write(folder.resolve("p.tar.gz"), Packed.tarGz(python));
    refused("cifar100", packedPython, true, "as Python pickles");
    Path named = Files.writeString(folder.resolve("cifar-100-python.tar.gz"), "whatever");
    refused("cifar100", named, false, "as Python pickles", get);
  }

  @Test
  void damageInsideIsToldWithTheSourceAndThePosition() throws IOException {
    byte[] train = Files.readAllBytes(files.resolve("train.bin"));
    train[3 * 3074 + 1] = (byte) 200;
    Files.write(files.resolve("train.bin"), train);
    refused(
        "cifar100",
        files,
        false,
        "'" + files.resolve("train.bin") + "' has the label 200 in record 3");
    Path bad = Files.write(folder.resolve("bad.tar.gz"), Packed.tarGz(files));
    refused("cifar100", bad, true, "'" + bad, "train.bin' has the label 200 in record 3");
  }

  @Test
  void truncatedArchiveIsRefused() throws IOException {
    Files.write(archive, Arrays.copyOf(packed, packed.length - 100));
    refused("cifar100", archive, false, "has %,d bytes and".formatted(packed.length - 100));
    refused("cifar100", archive, true, "'" + archive + "' is truncated or damaged");
  }

  /** Gzip's own checksum lets no damage through unseen. */
  @Test
  void damagedTarIsRefusedOrTheSame() throws IOException {
    String right = importFrom("cifar100", archive, false).dataset().checksum();
    Staging.delete(data.resolve("cifar100"));
    Random random = new Random(17);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      Files.write(archive, PublishedFiles.damaged(packed, random));
      try {
        assertThat(importFrom("cifar100", archive, true).dataset().checksum()).isEqualTo(right);
        Staging.delete(data.resolve("cifar100"));
      } catch (DatasetException e) {
        assertThat(e.getMessage()).contains(archive.toString());
        assertNothingLeft();
        refused++;
      }
    }
    assertThat(refused).isBetween(130, 150);
  }

  @Test
  void damagedZipIsRefusedOrHasTheRightShape() throws IOException {
    byte[] zip = Packed.zip(PublishedFiles.writeTinyImageNet(folder.resolve("tiny-imagenet-200")));
    Path file = folder.resolve("tiny.zip");
    manifest =
        Packed.manifest(
            "tiny-imagenet", List.of(NOWHERE), Packed.published("tiny-imagenet-200.zip", zip));
    Random random = new Random(23);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      Files.write(file, PublishedFiles.damaged(zip, random));
      try {
        assertThat(importFrom("tiny-imagenet", file, true).dataset().train().count()).isEqualTo(12);
        Staging.delete(data.resolve("tiny-imagenet"));
      } catch (DatasetException e) {
        assertThat(e.getMessage()).contains(file.toString());
        assertNothingLeft();
        refused++;
      }
    }
    assertThat(refused).isBetween(50, 149);
  }
}
