package org.anact.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ManifestTest {

  private static final String MD5 = "0123456789abcdef0123456789abcdef";

  private final Manifest manifest = Manifest.standard();

  @Test
  void everyDataSetThatDoesNotComeWithTheSuiteHasAnEntryAndNothingElseHas() {
    Set<String> folders =
        Datasets.standard().entries().stream()
            .filter(entry -> !entry.embedded())
            .map(DatasetEntry::folder)
            .collect(Collectors.toSet());
    assertThat(manifest.sets().keySet()).isEqualTo(folders);
    assertThat(manifest.of(Datasets.standard().entry("fashion-mnist-mini"))).isEmpty();
  }

  /** The addresses and digits themselves are checked where the entries are made. */
  @Test
  void everyFileHasASizeAndAnAddress() {
    manifest
        .sets()
        .forEach(
            (name, set) -> {
              assertThat(set.bytes()).as(name).isPresent();
              for (PublishedFile file : set.files()) {
                assertThat(set.addresses(file))
                    .hasSizeGreaterThan(1)
                    .allMatch(address -> address.getPath().endsWith("/" + file.name()));
              }
            });
  }

  @Test
  void filesOfMnistsFormAreTheFourThatAreRead() {
    for (String name : List.of("mnist", "fashion-mnist")) {
      DatasetEntry entry = Datasets.standard().entry(name);
      assertThat(manifest.of(entry).orElseThrow().files())
          .extracting(PublishedFile::name)
          .containsExactlyElementsOf(
              entry.format().contents().stream().map(file -> file + ".gz").toList());
    }
  }

  /** Without these, a copy that was packed anew could not be told from any other files. */
  @Test
  void contentsAreFilesThatAreReadWithTheirSizes() {
    for (String name : List.of("mnist", "fashion-mnist", "cifar10", "cifar100")) {
      DatasetEntry entry = Datasets.standard().entry(name);
      long bytes = 0;
      for (PublishedFile file : manifest.of(entry).orElseThrow().contents()) {
        assertThat(entry.format().contents()).contains(file.name());
        bytes += file.bytes();
      }
      long images = (long) entry.trainCount() + entry.testCount();
      long pixels = images * entry.channels() * entry.height() * entry.width();
      // What is not a pixel is a label, of which CIFAR-100 has two an image, or a header.
      assertThat(bytes - pixels).as(name).isBetween(images, 2 * images);
    }
  }

  @Test
  void wrongChecksumsSizesAndAddressesAreRefused() {
    refusedFile("a.zip", 1L, MD5 + "0", null, "from");
    refusedFile("a.zip", 1L, null, MD5, "from");
    refusedFile("a.zip", 1L, MD5.toUpperCase(Locale.ROOT), null, "from");
    refusedFile("a.zip", 1L, null, null, "from");
    refusedFile("a.zip", 0L, MD5, null, "from");
    refusedFile("a.zip", 1L, MD5, null, " ");
    refusedFile("../a.zip", 1L, MD5, null, "from");
    refusedSet("ftp://example.org/a/");
    refusedSet("https://example.org/a");
    refusedSet("a/");
  }

  private static void refusedFile(
      String name, Long bytes, String md5, String sha256, String source) {
    assertThatThrownBy(() -> new PublishedFile(name, bytes, md5, sha256, source))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refusedSet(String address) {
    PublishedFile file = new PublishedFile("a.zip", 1L, MD5, null, "from");
    List<URI> addresses = List.of(URI.create(address));
    assertThatThrownBy(() -> new PublishedSet(null, addresses, Map.of(), List.of(file), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(address);
  }
}
