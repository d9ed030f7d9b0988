package org.anact.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NativeCacheTest {

  @TempDir private Path folder;

  private static Path folder(String property, String variable, String home) {
    return NativeCache.folder(property, variable, home, ZoneId.of("Asia/Kathmandu"));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void javaCppsPropertyComesFirstThenTheVariableThenTheHome() {
    assertThat(folder(at("p"), at("v ü"), at("h"))).isEqualTo(folder.resolve("p"));
    assertThat(folder(null, at("v ü"), at("h"))).isEqualTo(folder.resolve("v ü/Asia_Kathmandu"));
    assertThat(folder(null, null, at("h")))
        .isEqualTo(folder.resolve("h/.javacpp/cache/Asia_Kathmandu"));
    assertThat(folder.resolve("v ü/Asia_Kathmandu")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "relative"})
  void withoutAHomeTheWorkingDirectoryIsNotFilled(String home) {
    assertThatThrownBy(() -> folder(null, null, home))
        .isInstanceOf(BackendException.class)
        .hasMessageContainingAll("no home directory", "ANACT_CACHE");
    assertThat(Path.of("?")).doesNotExist();
    assertThat(Path.of(".javacpp")).doesNotExist();
  }

  @Test
  void anEmptyVariableIsRefused() {
    assertThatThrownBy(() -> folder(null, " ", at("h")))
        .isInstanceOf(BackendException.class)
        .hasMessage("ANACT_CACHE is empty: name a folder with it, or unset it");
  }

  @Test
  void aFolderThatCannotBeIsNamedWithTheSetting() throws IOException {
    Files.writeString(folder.resolve("file"), "no folder");
    assertThatThrownBy(() -> folder(null, at("file/in it"), at("h")))
        .isInstanceOf(BackendException.class)
        .hasMessageContainingAll("file/in it", "ANACT_CACHE");
    assertThatThrownBy(() -> folder(null, "a\0b", at("h")))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("ANACT_CACHE");
  }

  @Test
  void theHomesFolderIsNamedWithTheSettingToo() throws IOException {
    Files.writeString(folder.resolve("home"), "no folder");
    assertThatThrownBy(() -> folder(null, null, at("home")))
        .isInstanceOf(BackendException.class)
        .hasMessageContainingAll(at("home"), "ANACT_CACHE");
  }

  /** Runs where some disk is mounted without execution, as /dev/shm is in containers. */
  @Test
  void aDiskThatNothingRunsFromIsNamedWithTheSetting() throws IOException {
    Optional<Path> disk;
    try (Stream<String> mounts = Files.lines(Path.of("/proc/mounts"))) {
      disk =
          mounts
              .map(line -> line.split(" ", -1))
              .filter(mount -> List.of(mount[3].split(",", -1)).contains("noexec"))
              .map(mount -> Path.of(mount[1]))
              .filter(Files::isDirectory)
              .filter(path -> !path.startsWith("/proc") && !path.startsWith("/sys"))
              .filter(Files::isWritable)
              .findFirst();
    } catch (NoSuchFileException e) {
      disk = Optional.empty();
    }
    assumeTrue(disk.isPresent());
    Path cache = Files.createTempDirectory(disk.get(), "anact-test");
    try {
      assertThatThrownBy(() -> folder(null, cache.toString(), at("h")))
          .isInstanceOf(BackendException.class)
          .hasMessageContainingAll(cache.toString(), "nothing can be executed", "ANACT_CACHE");
      assertThat(cache).isEmptyDirectory();
    } finally {
      Files.delete(cache);
    }
  }

  /** What is wrong with the folder of an engine's node must not matter to who names another. */
  @Test
  void aNamedFolderNeedsNoneOfTheNode(@TempDir Path named, @TempDir Path node) throws IOException {
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", Files.createFile(node.resolve("file")).toString());
    try {
      Engine slurm = new Engine("slurm", "1");
      ZoneId zone = ZoneId.of("UTC");
      assertThat(NativeCache.folder(null, named.toString(), slurm, zone)).hasParent(named);
      assertThatThrownBy(() -> NativeCache.folder(null, null, slurm, zone))
          .isInstanceOf(BackendException.class);
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }
}
