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
import org.anact.results.EpochRow;
import org.anact.results.JsonFiles;
import org.anact.results.KeptModel;
import org.anact.results.ModelChoice;
import org.anact.results.Place;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.ResultFormat;
import org.anact.results.RunHeader;
import org.deeplearning4j.nn.graph.ComputationGraph;
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
        Resumption.into(
            Files.createTempDirectory(folder, "own"),
            List.of(partial()),
            header,
            Recording.standard());
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

  /** It is gone where no network was kept, another one, or that of an epoch in between. */
  @Test
  void aRunResumesWithTheBestNetworkOfBothStartsOrStartsAnew() throws IOException {
    RunHeader header = header("c1", "code-1", "4096 MiB", "d1");
    ComputationGraph net =
        TestModels.write(
            folder.resolve("last.zip"),
            "mlp",
            Catalog.standard().activations().get("relu"),
            "x",
            4,
            List.of("a", "b"));
    EpochRow first = new EpochRow(1, 4, 0.1, 2, 2, 0.75, 1, 1, 100, 0, 512);
    EpochRow second = new EpochRow(2, 8, 0.1, 2, 2, 0.5, 1, 1, 100, 0, 512);
    Path checkpoint = partial().resolve(Resumption.CHECKPOINT);
    Path kept = partial().resolve(ResultFormat.MODEL);
    Checkpoint.write(checkpoint, net, new Checkpoint.Progress(8, 1, 0, 0, second, first, Map.of()));
    assertThat(resumption(header, ModelChoice.LAST).checkpoint()).isPresent();
    assertThat(resumption(header, ModelChoice.BEST).reason())
        .isEqualTo("its best network so far was not kept");
    KeptModel last = ModelFile.record(folder.resolve("last.zip")).orElseThrow();
    Files.copy(folder.resolve("last.zip"), kept);
    assertThat(resumption(header, ModelChoice.BEST).checkpoint()).isEmpty();
    ModelFile.write(
        kept, net, KeptModel.of(header, ModelChoice.BEST, first, last.classNames(), last.images()));
    assertThat(resumption(header, ModelChoice.BEST).checkpoint()).isPresent();
    Files.delete(kept);
    Checkpoint.write(
        checkpoint, net, new Checkpoint.Progress(8, 1, 0, 0, second, second, Map.of()));
    assertThat(resumption(header, ModelChoice.BEST).checkpoint()).isPresent();
  }

  private Resumption resumption(RunHeader header, ModelChoice choice) throws IOException {
    return Resumption.into(
        Files.createTempDirectory(folder, "own"),
        List.of(partial()),
        header,
        Recording.standard().with(Optional.of(choice)));
  }

  @Test
  void runWithoutACheckpointStartsWithoutAWord() throws IOException {
    Files.delete(partial().resolve(Resumption.CHECKPOINT));
    assertThat(reason(header("c1", "code-2", "1 MiB", "d2"))).isEmpty();
  }

  /**
   * Neither the machine's name, cores and kernel nor the engine and its attempt decide a number.
   */
  @Test
  void anotherMachineOfTheSameKindDoesNotLoseTheCheckpoint() throws IOException {
    assertThat(reason(on("a processor", "64", "Linux 6.1", "n7"))).isEqualTo(OPENED);
    assertThat(reason(on("another processor", "64", "Linux 6.1", "n7")))
        .isEqualTo("its checkpoint was made with another provenance.environment.cpu");
  }

  private static RunHeader on(String cpu, String cores, String system, String host) {
    Provenance here = header("c1", "code-1", "4096 MiB", "d1").provenance();
    return new RunHeader(
        RUN.id(),
        RecordedConfig.of(RUN),
        new Provenance(
            here.startedAt(),
            here.codeVersion(),
            here.gitCommit(),
            here.dataChecksum(),
            here.dataPublished(),
            here.trainImages(),
            here.testImages(),
            here.classes(),
            here.parameters(),
            Map.of("code", "code-1", "cpu", cpu, "cores", cores, "os", system),
            Optional.of(new Place(host, "slurm", "12_3", "0badcafe-7-0"))));
  }
}
