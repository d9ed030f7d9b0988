package org.anact.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EngineTest {

  @Test
  void itIsNamedWithItsJob() {
    assertThat(Engine.of(Map.of("HOME", "/root"))).isEqualTo(new Engine("local", ""));
    assertThat(
            Engine.of(
                Map.of(
                    "SLURM_JOB_ID", "9",
                    "SLURM_ARRAY_JOB_ID", "7",
                    "SLURM_ARRAY_TASK_ID", "3",
                    "SLURM_RESTART_COUNT", "1")))
        .isEqualTo(new Engine("slurm", "7_3 restart 1"));
    assertThat(Engine.of(Map.of("SLURM_JOB_ID", "9"))).isEqualTo(new Engine("slurm", "9"));
    assertThat(
            Engine.of(
                Map.of(
                    "KUBERNETES_SERVICE_HOST", "10.0.0.1",
                    "HOSTNAME", "sweep-3-x7k2p",
                    "JOB_COMPLETION_INDEX", "3")))
        .isEqualTo(new Engine("kubernetes", "sweep-3-x7k2p index 3"));
    assertThat(
            Engine.of(
                Map.of("SLURM_JOB_ID", "9", Engine.VARIABLE, "spark", Engine.JOB_VARIABLE, "a/1")))
        .isEqualTo(new Engine("spark", "a/1"));
  }

  /** The home of a cluster is shared, and nodes would overwrite each other's libraries. */
  @Test
  void nativeLibrariesOfATaskAreUnpackedOnItsNode() {
    assertThat(NativeCache.home(new Engine("local", "")))
        .isEqualTo(System.getProperty("user.home"));
    assertThat(NativeCache.home(new Engine("slurm", "7_3")))
        .startsWith(System.getProperty("java.io.tmpdir"))
        .endsWith("anact-" + System.getProperty("user.name"));
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    assertThatThrownBy(() -> NativeCache.owned(temporary, "somebody else"))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("belongs to another user: name a folder");
  }
}
