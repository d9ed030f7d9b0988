package org.anact.datasets.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.anact.datasets.DatasetException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnpackerTest {

  private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private Path target;

  @BeforeEach
  void makeTarget() throws IOException {
    target = Files.createDirectories(folder.resolve("deep/target"));
  }

  private void unpack(byte[] archive) throws IOException {
    Path file = Files.write(folder.resolve("archive"), archive);
    new Unpacker(file, target, new Recorder()).unpack();
  }

  private void refused(byte[] archive, String... reasons) throws IOException {
    assertThatThrownBy(() -> unpack(archive))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(folder.resolve("archive").toString())
        .hasMessageContainingAll(reasons);
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile).filter(file -> !file.startsWith(target)))
          .containsExactly(folder.resolve("archive"));
    }
  }

  private static byte[] tarOf(String name) throws IOException {
    return Packed.tarGz(tar -> Packed.put(tar, new TarArchiveEntry(name, true), TEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "a/../../evil", "/evil", "a\\..\\..\\evil", "..", "a/..", "//evil"})
  void namesThatLeadOutsideAreRefused(String name) throws IOException {
    refused(tarOf(name), "is outside of it");
    refused(Packed.zip(Map.of(name, TEXT)), "is outside of it");
  }

  @Test
  void linksAndDevicesAreRefused() throws IOException {
    for (byte type :
        new byte[] {
          TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO, TarConstants.LF_CHR
        }) {
      byte[] archive =
          Packed.tarGz(
              tar -> {
                TarArchiveEntry link = new TarArchiveEntry("inner", type);
                link.setLinkName("../../evil");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
                Packed.put(tar, new TarArchiveEntry("inner/evil"), TEXT);
              });
      refused(archive, "'inner' in it is a link or a device");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      ZipArchiveEntry link = new ZipArchiveEntry("inner");
      link.setUnixMode(0120777);
      zip.putArchiveEntry(link);
      zip.write(TEXT);
      zip.closeArchiveEntry();
    }
    refused(bytes.toByteArray(), "'inner' in it is a link or a device");
  }

  @Test
  void fileThatComesTwiceIsRefused() throws IOException {
    refused(
        Packed.tarGz(
            tar -> {
              Packed.put(tar, new TarArchiveEntry("a/b"), TEXT);
              Packed.put(tar, new TarArchiveEntry("a/b"), TEXT);
            }),
        "'a/b' in it is there twice");
    refused(
        Packed.tarGz(
            tar -> {
              Packed.put(tar, new TarArchiveEntry("c"), TEXT);
              Packed.put(tar, new TarArchiveEntry("c/d"), TEXT);
            }),
        "'c/d' in it is there as a file and as a folder");
  }

  @Test
  void truncatedArchivesAreRefusedWithThePlace() throws IOException {
    byte[] large = new byte[300_000];
    new Random(3).nextBytes(large);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("first", TEXT);
    files.put("second", large);
    byte[] zip = Packed.zip(files);
    byte[] tar =
        Packed.tarGz(
            out -> {
              Packed.put(out, new TarArchiveEntry("first"), TEXT);
              Packed.put(out, new TarArchiveEntry("second"), large);
            });
    refused(Arrays.copyOf(tar, tar.length / 2), "truncated or damaged at 'second'");
    Staging.delete(target);
    Files.createDirectories(target);
    refused(Arrays.copyOf(tar, tar.length - 4), "truncated or damaged", "it ends too early");
    Staging.delete(target);
    Files.createDirectories(target);
    refused(Arrays.copyOf(zip, zip.length / 2), "truncated or damaged");
    zip[zip.length / 2] ^= 4;
    refused(zip, "truncated or damaged at 'second'");
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    refused("<html>404</html>".getBytes(StandardCharsets.UTF_8), "is not a .tar.gz or .zip");
    refused(new byte[0], "is not a .tar.gz or .zip");
  }
}
