package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EngineOptionsTest extends CommandTest {

  @Test
  void whatCannotWorkIsRefusedBeforeAnythingIsWritten() throws Exception {
    String grid = grid("fashion-mnist-mini", "relu");
    String out = folder.resolve("results").toString();
    assertThat(anact("run", grid, "--out", out, "stray")).isEqualTo(2);
    assertThat(err.toString()).contains("unexpected argument 'stray'");
    assertThat(anact("run", grid, "--out", out, "--", "--master", "yarn")).isEqualTo(2);
    assertThat(err.toString()).contains("unexpected argument '--master'", "--on ENGINE");
    assertThat(anact("run", grid, "--out", out, "--on", "spark")).isEqualTo(2);
    assertThat(err.toString()).contains("--on spark needs --threads N");
    assertThat(anact("run", grid, "--out", out, "--on", "spark", "--threads", "1", "--", "-v"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("anact-spark is not built");
    assertThat(anact("run", grid, "--on", "sparc")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean 'spark'");
    assertThat(folder.resolve("results")).doesNotExist();
  }
}
