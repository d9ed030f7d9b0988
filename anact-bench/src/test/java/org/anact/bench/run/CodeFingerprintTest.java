package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeFingerprintTest {

  @TempDir private Path folder;

  private Path classes(String name, String content) throws IOException {
    Path root = folder.resolve(name);
    Files.createDirectories(root.resolve("org/me"));
    Files.writeString(root.resolve("org/me/Net.class"), content);
    return root;
  }

  private Path jar(String name, String content, long packedAt) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String entry : List.of("META-INF/MANIFEST.MF", "org/me/Net.class")) {
        zip.putNextEntry(
            new ZipEntry(entry)
                .setLastModifiedTime(java.nio.file.attribute.FileTime.fromMillis(packedAt)));
        String text = entry.endsWith(".MF") ? "Built-At: " + packedAt : content;
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }

  @Test
  void changedClassIsOtherCodeAndTheSameOneIsNot() throws IOException {
    String before = CodeFingerprint.of(List.of(classes("a", "one")));
    assertThat(before).matches("[0-9a-f]{16}");
    assertThat(CodeFingerprint.of(List.of(classes("b", "one")))).isEqualTo(before);
    assertThat(CodeFingerprint.of(List.of(classes("c", "two")))).isNotEqualTo(before);
  }

  @Test
  void packingTheSameClassesAnewChangesNothing() throws IOException {
    String unpacked = CodeFingerprint.of(List.of(classes("a", "one")));
    assertThat(CodeFingerprint.of(List.of(jar("a.jar", "one", 1_000_000_000_000L))))
        .isEqualTo(CodeFingerprint.of(List.of(jar("b.jar", "one", 1_700_000_000_000L))))
        .isEqualTo(unpacked);
    assertThat(CodeFingerprint.of(List.of(jar("c.jar", "two", 1_000_000_000_000L))))
        .isNotEqualTo(unpacked);
  }

  @Test
  void runningSuiteHasOne() {
    assertThat(CodeFingerprint.current()).isEqualTo(CodeFingerprint.current());
    assertThat(CodeFingerprint.current())
        .isNotEqualTo(CodeFingerprint.of(List.of(folder.resolve("missing"))));
  }
}
