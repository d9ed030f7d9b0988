package org.anact.datasets.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.anact.datasets.DatasetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IntakeTest {

  @TempDir private Path target;

  private Intake intake(int entries, long bytes) {
    return new Intake(Path.of("source"), target, new Intake.Limits(entries, bytes));
  }

  private static void take(Intake intake, String name, int size) throws IOException {
    intake.file(name, new ByteArrayInputStream(new byte[size]));
  }

  @Test
  void noMoreFilesAndFoldersAreTakenThanAnyDataSetHas() throws IOException {
    Intake intake = intake(3, 100);
    intake.folder("a");
    intake.folder("a");
    take(intake, "a/b", 1);
    assertThatThrownBy(() -> take(intake, "a/c", 1))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("'source' holds more than 3 files");
    assertThat(target.resolve("a/c")).doesNotExist();
  }

  @Test
  void noMoreBytesAreTakenThanAnyDataSetHas() throws IOException {
    Intake intake = intake(10, 100);
    take(intake, "a", 60);
    take(intake, "b", 40);
    assertThatThrownBy(() -> take(intake, "c", 1))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("'source' holds more than 100 bytes");
  }

  @Test
  void sourceThatFailsIsNamedWithTheFile() {
    ByteArrayInputStream failing =
        new ByteArrayInputStream(new byte[1]) {
          @Override
          public int read(byte[] bytes) {
            throw new IllegalStateException("as libraries do");
          }
        };
    assertThatThrownBy(() -> intake(10, 100).file("a", failing))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("'source' is truncated or damaged at 'a' (as libraries do)");
  }
}
