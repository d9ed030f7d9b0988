package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.anact.bench.catalog.Catalog;
import org.anact.results.EpochRow;
import org.anact.results.KeptModel;
import org.anact.results.ModelChoice;
import org.anact.results.Outcome;
import org.anact.results.ResultFormat;
import org.anact.results.RunStatus;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RunDirectoryTest {

  @TempDir private Path folder;

  /** One that failed is tried again, and needs the best network so far. */
  @ParameterizedTest
  @EnumSource
  void aRunThatDivergedKeepsNoNetworkOfAnEarlierEpoch(RunStatus status) throws IOException {
    Path file = folder.resolve("made.zip");
    ComputationGraph net =
        TestModels.write(
            file, "mlp", Catalog.standard().activations().get("relu"), "x", 4, List.of("a", "b"));
    KeptModel made = ModelFile.record(file).orElseThrow();
    EpochRow epoch = new EpochRow(1, 4, 0.1, 2, 2, 0.75, 1, 1, 100, 0, 512);
    try (RunDirectory files =
        RunDirectory.begin(
            folder, made.run(), Recording.off().with(Optional.of(ModelChoice.BEST)))) {
      files.model(net, ModelChoice.BEST, epoch, made.classNames(), made.images());
      files.finish(Outcome.now(status, "", OptionalInt.empty(), 1, 0, 0, Optional.of(epoch)));
    }
    Path record = folder.resolve(ResultFormat.RUNS).resolve(made.run().id());
    assertThat(record.resolve(ResultFormat.OUTCOME)).exists();
    assertThat(record.resolve(ResultFormat.MODEL).toFile().exists())
        .isEqualTo(status != RunStatus.DIVERGED);
  }
}
