package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grids;
import org.anact.bench.grid.RunConfig;
import org.anact.results.JsonFiles;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.ResultFormat;
import org.anact.results.RunHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checkpoint of these runs is damaged: whoever gets so far as to open it says so. */
final class ResumptionTest {

  private static final RunConfig RUN = new Grids(Catalog.standard()).read("quick").runs().get(0);
  private static final String OPENED = "its checkpoint is damaged";

  @TempDir private Path folder;

  @BeforeEach
  void runThatWasCutOff() throws IOException {
    Files.createDirectories(partial());
    JsonFiles.write(partial().resolve(ResultFormat.RUN), header("c1", "code-1", "4096 MiB", "d1"));
    Files.writeString(partial().resolve(Resumption.CHECKPOINT), "not what a checkpoint holds");
  }

  private Path partial() {
    return folder.resolve("partial");
  }

  private static RunHeader header(String commit, String code, String heap, String data) {
    Map<String, String> environment = Map.of("code", code, "maxHeap", heap, "cpu", "a processor");
    return new RunHeader(
        ResultFormat.VERSION,
        RUN.id(),
        RecordedConfig.of(RUN),
        new Provenance(
            "now",
            "0.1.0",
            commit,
            data,
            Optional.of(commit.equals("c1")),
            10,
            10,
            10,
            100,
            environment,
            Optional.empty()));
  }

  private String reason(RunHeader header) throws IOException {
    Resumption resumption =
        Resumption.into(Files.createTempDirectory(folder, "own"), List.of(partial()), header);
    assertThat(resumption.checkpoint()).isEmpty();
    return resumption.reason();
  }

  @Test
  void moreMemoryAnotherCommitAndAProofOfTheSameDataDoNotLoseTheCheckpoint() throws IOException {
    assertThat(reason(header("c1", "code-1", "4096 MiB", "d1"))).isEqualTo(OPENED);
    assertThat(reason(header("c1", "code-1", "16384 MiB", "d1"))).isEqualTo(OPENED);
    assertThat(reason(header("c2-dirty", "code-1", "4096 MiB", "d1"))).isEqualTo(OPENED);
  }

  @Test
  void otherCodeOrDataStartsAnewAndSaysWhy() throws IOException {
    assertThat(reason(header("c1", "code-2", "4096 MiB", "d1")))
        .isEqualTo("its checkpoint was made with another provenance.environment.code");
    assertThat(reason(header("c1", "code-1", "4096 MiB", "d2")))
        .isEqualTo("its checkpoint was made with another provenance.dataChecksum");
  }

  @Test
  void runWithoutACheckpointStartsWithoutAWord() throws IOException {
    Files.delete(partial().resolve(Resumption.CHECKPOINT));
    assertThat(reason(header("c1", "code-2", "1 MiB", "d2"))).isEmpty();
  }
}
