package org.anact.datasets.install;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.anact.datasets.Digests;
import org.anact.datasets.Manifest;
import org.anact.datasets.PublishedFile;
import org.anact.datasets.PublishedSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes archives, and manifests that publish them. */
final class Packed {

  private Packed() {}

  /** Writes entries of a tar file. */
  @FunctionalInterface
  interface Entries {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  static byte[] tarGz(Entries entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      entries.write(tar);
    }
    return bytes.toByteArray();
  }

  /** Packs a folder under its own name, as the publishers do. */
  static byte[] tarGz(Path folder) throws IOException {
    return tarGz(
        tar -> {
          for (Path each : tree(folder)) {
            if (Files.isDirectory(each)) {
              tar.putArchiveEntry(new TarArchiveEntry(name(folder, each) + "/"));
              tar.closeArchiveEntry();
            } else {
              put(tar, new TarArchiveEntry(name(folder, each)), Files.readAllBytes(each));
            }
          }
        });
  }

  static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content)
      throws IOException {
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Packs a folder under its own name, as the publishers do. */
  static byte[] zip(Path folder) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Path each : tree(folder)) {
      boolean inner = Files.isDirectory(each);
      files.put(
          name(folder, each) + (inner ? "/" : ""), inner ? new byte[0] : Files.readAllBytes(each));
    }
    return zip(files);
  }

  static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static List<Path> tree(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  private static String name(Path folder, Path each) {
    return folder.getParent().relativize(each).toString().replace('\\', '/');
  }

  /** Returns what a publisher would say of a file. */
  static PublishedFile published(String name, byte[] content) throws IOException {
    Path file = Files.createTempFile("published", ".bin");
    try {
      Digests digests = Digests.of(Files.write(file, content));
      return new PublishedFile(
          name, (long) content.length, digests.md5(), digests.sha256(), "this test");
    } finally {
      Files.delete(file);
    }
  }

  static Manifest manifest(String folder, List<URI> addresses, PublishedFile... files) {
    return manifest(folder, addresses, List.of(), files);
  }

  /** Returns a manifest that also knows the checksums of what is read. */
  static Manifest manifest(
      String folder, List<URI> addresses, List<PublishedFile> contents, PublishedFile... files) {
    Map<String, String> otherForms =
        Map.of("cifar-100-python.tar.gz", "Python pickles", "meta", "Python pickles");
    return new Manifest(
        Map.of(
            folder,
            new PublishedSet(
                URI.create("https://example.org/"),
                addresses,
                otherForms,
                List.of(files),
                contents)));
  }
}
