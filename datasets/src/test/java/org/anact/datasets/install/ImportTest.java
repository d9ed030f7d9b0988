package org.anact.datasets.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.anact.datasets.Dataset;
import org.anact.datasets.DatasetException;
import org.anact.datasets.Datasets;
import org.anact.datasets.Manifest;
import org.anact.datasets.Origin;
import org.anact.datasets.PublishedFile;
import org.anact.datasets.PublishedFiles;
import org.anact.datasets.PublishedSet;
import org.anact.registry.UnknownNameException;
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
    manifest =
        Packed.manifest(
            "cifar100",
            List.of(NOWHERE),
            contents(files, "train.bin", "test.bin"),
            Packed.published(NAME, packed));
  }

  private static List<PublishedFile> contents(Path folder, String... names) throws IOException {
    List<PublishedFile> contents = new ArrayList<>();
    for (String name : names) {
      contents.add(Packed.published(name, Files.readAllBytes(folder.resolve(name))));
    }
    return contents;
  }

  private Installed importFrom(String name, Path source, boolean any) throws IOException {
    return new Installer(PublishedFiles.small().with(manifest), data, recorder)
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
    assertThat(installed.dataset().doubt()).isEmpty();
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

  @ParameterizedTest
  @ValueSource(strings = {"mine.tar.gz", "mine.tar", "mine.zip"})
  void copyThatWasPackedAnewIsKnownByItsContent(String name) throws IOException {
    Files.writeString(files.resolve("readme.txt"), "packed anew");
    byte[] anew = name.endsWith("zip") ? Packed.zip(files) : Packed.tarGz(files);
    if (name.endsWith("tar")) {
      anew = new GZIPInputStream(new ByteArrayInputStream(anew)).readAllBytes();
    }
    Path mine = Files.write(folder.resolve(name), anew);
    Dataset dataset = importFrom("cifar100", mine, false).dataset();
    assertThat(dataset.train().count()).isEqualTo(12);
    assertThat(dataset.doubt()).isEmpty();
    assertThat(data.resolve("cifar100").resolve(Origin.FILE)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void otherContentIsRefusedUnlessItIsAskedForAndStaysMarked(boolean asArchive) throws IOException {
    byte[] train = Files.readAllBytes(files.resolve("train.bin"));
    train[3 * 3074 + 100] ^= 1;
    Files.write(files.resolve("train.bin"), train);
    Path given =
        asArchive ? Files.write(folder.resolve("mine.tar.gz"), Packed.tarGz(files)) : files;
    String reason = "the content of 'train.bin' in '" + given;
    refused("cifar100", given, false, reason, "has the SHA-256 ", "--any-checksum", NOWHERE + NAME);
    String marked = "the content of 'train.bin' in '" + data.resolve("cifar100") + "' has ";
    assertThat(importFrom("cifar100", given, true).dataset().doubt())
        .hasValueSatisfying(doubt -> assertThat(doubt).startsWith(marked));
    Datasets small = PublishedFiles.small().with(manifest);
    for (String name : List.of("cifar100", "cifar100-coarse")) {
      assertThat(small.load(name, data).doubt()).isPresent();
      assertThat(small.verify(name, data).doubt()).isPresent();
    }
    // What is proven takes the place of what is not, and never the other way round.
    Path right = Files.write(folder.resolve("right.tar.gz"), packed);
    assertThat(importFrom("cifar100", right, false).dataset().doubt()).isEmpty();
    assertThat(data.resolve("cifar100.replaced/train.bin")).hasBinaryContent(train);
    assertThatThrownBy(() -> importFrom("cifar100", given, true))
        .hasMessageContaining("is already in");
  }

  /** Of most archives only the checksum of the archive is published. */
  @Test
  void publishedArchiveProvesItsFilesUntilTheyAreExchanged() throws IOException {
    manifest = Packed.manifest("cifar100", List.of(NOWHERE), Packed.published(NAME, packed));
    refused("cifar100", files, false, "no published checksum covers the files in '" + files, NAME);
    assertThat(importFrom("cifar100", archive, false).dataset().doubt()).isEmpty();
    Datasets small = PublishedFiles.small().with(manifest);
    assertThat(small.load("cifar100-coarse", data).doubt()).isEmpty();
    // A data directory that is copied keeps the proof.
    Path installed = data.resolve("cifar100");
    Path copied = folder.resolve("copied");
    Files.move(installed, copied);
    assertThat(importFrom("cifar100", copied, false).dataset().doubt()).isEmpty();

    byte[] test = Files.readAllBytes(installed.resolve("test.bin"));
    test[1000] ^= 1;
    Files.write(installed.resolve("test.bin"), test);
    assertThat(small.load("cifar100", data).doubt())
        .hasValueSatisfying(
            doubt -> assertThat(doubt).contains(installed.toString(), "have changed since"));
    // Neither does the proof of another archive do, nor one that cannot be read.
    test[1000] ^= 1;
    Files.write(installed.resolve("test.bin"), test);
    assertThat(small.load("cifar100", data).doubt()).isEmpty();
    Path origin = installed.resolve(Origin.FILE);
    String record = Files.readString(origin);
    Files.writeString(origin, record.replace(NAME, "other.tar.gz"));
    assertThat(small.load("cifar100", data).doubt()).isPresent();
    Files.writeString(origin, record.substring(0, 20));
    assertThat(small.load("cifar100", data).doubt()).isPresent();
  }

  @Test
  void unprovenArchiveIsRefusedBeforeItIsUnpackedWhereNothingElseCouldProveIt() throws IOException {
    manifest = Packed.manifest("cifar100", List.of(NOWHERE), Packed.published(NAME, packed));
    byte[] other = Packed.tarGz(files);
    other[4] ^= 1;
    Path mine = Files.write(folder.resolve("mine.tar.gz"), other);
    refused("cifar100", mine, false, "'" + mine + "' has the SHA-256 ", "--any-checksum");
    assertThat(recorder.begun).isEmpty();
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
    refused("tiny-imagenet", tree, false, "only 'tiny-imagenet-200.zip' itself has one");
    assertThat(importFrom("tiny-imagenet", tree, true).dataset().checksum()).isEqualTo(checksum);
  }

  @Test
  void litterOfOtherSystemsIsNotTaken() throws IOException {
    Path tree = PublishedFiles.writeTinyImageNet(folder.resolve("tiny-imagenet-200"));
    Path twin = folder.resolve("__MACOSX/tiny-imagenet-200/train/n00000001/images");
    Files.createDirectories(twin);
    Files.writeString(twin.resolve("._n00000001_0.JPEG"), "resource fork");
    Files.writeString(folder.resolve("__MACOSX/tiny-imagenet-200/._wnids.txt"), "resource fork");
    Files.writeString(tree.resolve("train/n00000001/images/._n00000001_0.JPEG"), "fork");
    Files.writeString(tree.resolve("train/n00000001/Thumbs.db"), "thumbnails");
    Files.writeString(tree.resolve("train/n00000001/images/Thumbs.db"), "thumbnails");
    Path both = Files.createDirectories(folder.resolve("both"));
    Files.move(tree, both.resolve("tiny-imagenet-200"));
    Files.move(folder.resolve("__MACOSX"), both.resolve("__MACOSX"));
    byte[] zip = Packed.zip(both);
    Path file = Files.write(folder.resolve("tiny.zip"), zip);
    manifest =
        Packed.manifest("tiny-imagenet", List.of(NOWHERE), Packed.published("tiny.zip", zip));
    Dataset dataset = importFrom("tiny-imagenet", file, false).dataset();
    assertThat(dataset.train().count()).isEqualTo(12);
    assertThat(dataset.doubt()).isEmpty();
  }

  /** The forms in which the four files are passed on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "train-images-idx3-ubyte.gz",
        "train-images-idx3-ubyte",
        "train-images.idx3-ubyte",
        "train-images.idx3-ubyte.gz",
        "TRAIN-IMAGES-IDX3-UBYTE.GZ",
        "Train-Images.Idx3-Ubyte"
      })
  void fourFilesAreKnownByTheirContentUnderCommonNames(String first) throws IOException {
    Path four = PublishedFiles.writeMnist(folder.resolve("four"), first.matches("(?i).*gz"));
    publishMnist(PublishedFiles.writeMnist(folder.resolve("published"), true));
    try (Stream<Path> all = Files.list(four)) {
      for (Path file : all.toList()) {
        String name = file.getFileName().toString();
        name =
            first.contains(".idx") || first.contains(".Idx") ? name.replace("-idx", ".idx") : name;
        name = first.startsWith("TRAIN") ? name.toUpperCase(Locale.ROOT) : name;
        Files.move(file, four.resolve(first.startsWith("Tr") ? name.replace("t", "T") : name));
      }
    }
    Dataset dataset = importFrom("mnist", four, false).dataset();
    assertThat(dataset.doubt()).isEmpty();
    assertThat(dataset.test().count()).isEqualTo(10);
    assertThat(PublishedFiles.small().with(manifest).load("mnist", data).checksum())
        .isEqualTo(dataset.checksum());
  }

  @Test
  void folderWithSeveralSetsIsNotGuessedAt() throws IOException {
    publishMnist(PublishedFiles.writeMnist(folder.resolve("torch/MNIST/raw"), true));
    Path one = folder.resolve("torch/MNIST/raw/train-images-idx3-ubyte.gz");
    refused("mnist", one, false, "is one of the 4 files of mnist: give the folder");
    PublishedFiles.writeMnist(folder.resolve("torch/FashionMNIST/raw"), true);
    refused("mnist", folder.resolve("torch"), false, "'FashionMNIST/raw' and in 'MNIST/raw'");
    assertThat(importFrom("mnist", folder.resolve("torch/MNIST"), false).before()).isFalse();
  }

  /** The names are the same, so that one is easily taken for the other. */
  @Test
  void filesOfAnotherSetAreTold() throws IOException {
    Path digits = PublishedFiles.writeMnist(folder.resolve("digits"), true);
    Path clothes = PublishedFiles.writeMnist(folder.resolve("clothes"), false);
    byte[] images = Files.readAllBytes(clothes.resolve("train-images-idx3-ubyte"));
    images[500]++;
    Files.write(clothes.resolve("train-images-idx3-ubyte"), images);
    publishMnist(digits);
    Map<String, PublishedSet> sets = new HashMap<>(manifest.sets());
    publishMnist(clothes);
    sets.put("fashion-mnist", manifest.sets().get("mnist"));
    manifest = new Manifest(sets);
    refused("mnist", clothes, false, "'train-images-idx3-ubyte'", "and is that of fashion-mnist");
    refused("mnist", clothes, false, "'" + clothes);
  }

  private void publishMnist(Path published) throws IOException {
    List<PublishedFile> list = new ArrayList<>();
    try (Stream<Path> all = Files.list(published)) {
      for (Path each : all.sorted().toList()) {
        list.add(Packed.published(each.getFileName().toString(), Files.readAllBytes(each)));
      }
    }
    List<PublishedFile> contents = new ArrayList<>();
    for (String name : PublishedFiles.small().entry("mnist").format().contents()) {
      Path plain = published.resolve(name);
      try (InputStream in =
          Files.exists(plain)
              ? Files.newInputStream(plain)
              : new GZIPInputStream(Files.newInputStream(published.resolve(name + ".gz")))) {
        contents.add(Packed.published(name, in.readAllBytes()));
      }
    }
    manifest =
        Packed.manifest("mnist", List.of(NOWHERE), contents, list.toArray(PublishedFile[]::new));
  }

  @Test
  void oneOfTheFourFilesWithOtherContentIsNamed() throws IOException {
    Path four = PublishedFiles.writeMnist(folder.resolve("four"), true);
    publishMnist(four);
    Path file = four.resolve("t10k-labels-idx1-ubyte.gz");
    byte[] labels = new GZIPInputStream(Files.newInputStream(file)).readAllBytes();
    labels[10] ^= 1;
    Files.deleteIfExists(file);
    Files.write(four.resolve("t10k-labels-idx1-ubyte"), labels);
    refused("mnist", four, false, "'t10k-labels-idx1-ubyte' in '" + four, "has the SHA-256");
    assertThat(importFrom("mnist", four, true).dataset().doubt()).isPresent();
  }

  @Test
  void webPageInPlaceOfAFileIsCalledThat() throws IOException {
    Path four = PublishedFiles.writeMnist(folder.resolve("four"), true);
    publishMnist(four);
    Path file = four.resolve("t10k-labels-idx1-ubyte.gz");
    Files.writeString(file, "<!DOCTYPE html>\n<html><head><title>503</title></head></html>");
    refused("mnist", four, true, "'" + file + "' is not an IDX file of labels: it is a web page");
    manifest = Packed.manifest("cifar100", List.of(NOWHERE), Packed.published(NAME, packed));
    Path page = Files.writeString(folder.resolve("page.tar.gz"), "\ufeff\n<html lang=en>");
    refused("cifar100", page, true, "'" + page + "' is not a .tar.gz or .zip archive, it is a web");
    Path pointer = folder.resolve("in/cifar-100-binary/train.bin");
    Files.writeString(pointer, "version https://git-lfs.github.com/spec/v1\noid sha256:1\n");
    refused("cifar100", files, true, "'" + pointer + "' is a pointer of Git LFS", "36888 bytes");
  }

  @Test
  void foreignSourcesAreAnsweredWithWhatIsNeeded() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty/a/b"));
    String get = "get '%s' from %s".formatted(NAME, NOWHERE.resolve(NAME));
    String command = "./anact datasets import cifar100 " + NAME;
    refused("cifar100", empty, false, "there is no 'train.bin' in it", get, command);
    refused("cifar100", folder.resolve("gone"), false, "there is no '" + folder.resolve("gone"));
    Path text = Files.writeString(folder.resolve("text"), "no archive");
    refused("cifar100", text, true, "'" + text + "' is not a .tar.gz or .zip archive");
    assertThatThrownBy(() -> importFrom("cifar1000", text, true))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("unknown data set 'cifar1000'; did you mean 'cifar100'?");
    assertNothingLeft();
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
    refused("cifar100", archive, false, "'" + archive + "' is truncated or damaged");
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
