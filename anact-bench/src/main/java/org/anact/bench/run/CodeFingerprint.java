package org.anact.bench.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.anact.core.backend.NativeBackend;
import org.anact.datasets.Datasets;
import org.anact.models.Models;
import org.anact.registry.Registry;

/**
 * A short name for the code that decides a run's numbers, from its compiled classes: a commit does
 * not tell one changed checkout from another, and an unpacked archive has none.
 */
final class CodeFingerprint {

  /** Environment variable with folders and jars of the user's own classes; the launcher's. */
  private static final String OWN_CLASSES = "ANACT_CLASSPATH";

  private static final int HEX_DIGITS = 16;

  private CodeFingerprint() {}

  /** Returns that of the suite as it runs, with the user's own classes. */
  static String current() {
    List<Path> roots = new ArrayList<>();
    for (Class<?> one :
        List.of(
            Registry.class,
            NativeBackend.class,
            Models.class,
            Datasets.class,
            CodeFingerprint.class)) {
      try {
        roots.add(Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()));
      } catch (URISyntaxException e) {
        throw new IllegalStateException("the classes have no place in a file system", e);
      }
    }
    String own = System.getenv().getOrDefault(OWN_CLASSES, "");
    for (String root : own.split(File.pathSeparator, -1)) {
      if (!root.isBlank()) {
        roots.add(Path.of(root));
      }
    }
    return of(roots);
  }

  /**
   * Returns that of folders and jars, in hexadecimal digits; one that is not there has no content.
   */
  static String of(List<Path> roots) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path root : roots) {
        SortedMap<String, String> files = Files.isDirectory(root) ? folder(root) : jar(root);
        files.forEach(
            (name, content) ->
                digest.update((name + ' ' + content + '\n').getBytes(StandardCharsets.UTF_8)));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the classes that are running", e);
    }
  }

  private static SortedMap<String, String> folder(Path root) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = root.relativize(path).toString().replace(File.separatorChar, '/');
        if (isCode(name)) {
          CRC32 sum = new CRC32();
          sum.update(Files.readAllBytes(path));
          files.put(name, Long.toHexString(sum.getValue()));
        }
      }
    }
    return files;
  }

  /** A jar has the checksums of its entries, and the same ones whenever it was packed. */
  private static SortedMap<String, String> jar(Path root) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.isRegularFile(root)) {
      try (ZipFile zip = new ZipFile(root.toFile())) {
        zip.stream()
            .filter(entry -> !entry.isDirectory() && isCode(entry.getName()))
            .forEach((ZipEntry e) -> files.put(e.getName(), Long.toHexString(e.getCrc())));
      }
    }
    return files;
  }

  /** What packing adds says when and where it was packed. */
  private static boolean isCode(String name) {
    return !name.startsWith("META-INF/maven/") && !name.equals("META-INF/MANIFEST.MF");
  }
}
