package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.GridReader;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.Environment;
import org.anact.bench.run.Recording;
import org.anact.core.backend.NativeBackend;
import org.anact.report.Report;
import org.anact.results.ModelChoice;
import org.anact.results.ResultReader;
import org.anact.results.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep on images and with an activation of a user's own, in its processes and in this one. */
final class OwnDatasetsIT {

  private static final Environment ENVIRONMENT =
      new Environment(Versions.current(), "unknown", Map.of("backend", "CPU"));

  @TempDir private Path folder;

  private void image(String name, int value) throws IOException {
    Path file = folder.resolve("photos").resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(10, 8, BufferedImage.TYPE_3BYTE_BGR);
    image.setRGB(3, 3, value << 16);
    ImageIO.write(image, "png", file.toFile());
  }

  private Sweep sweep(Grid grid) {
    return new Sweep(
        Catalog.standard(),
        grid,
        Agenda.of(grid),
        folder.resolve("results"),
        folder.resolve("data"),
        ENVIRONMENT,
        "./anact run x",
        Recording.standard().with(Optional.of(ModelChoice.LAST)));
  }

  /** Stops a sweep before it trains. */
  private static final class Stopping extends QuietListener {

    private final List<String> reasons;

    Stopping(List<String> reasons) {
      this.reasons = reasons;
    }

    @Override
    public void runsAgain(RunConfig run, String reason) {
      reasons.add(reason);
    }

    @Override
    public void planned(List<Work> toDo, int finished) {
      if (!toDo.isEmpty()) {
        throw new IllegalStateException("stopped");
      }
    }
  }

  @Test
  void runsTrainStandAndSeeThatTheirImagesChanged() throws IOException {
    for (int i = 0; i < 20; i++) {
      image("train/even/%d.png".formatted(i), 10 * i);
      image("train/odd/%d.png".formatted(i), 255 - 10 * i);
    }
    Grid grid =
        GridReader.read(
            Catalog.standard(),
            Files.writeString(
                folder.resolve("grid.yaml"),
                """
                name: own
                datasets: [{name: mine, folder: photos, size: 6}]
                models: [mlp]
                activations: [{name: eswish, formula: 1.375 * x * sigmoid(x)}]
                seeds: [1]
                recipe: {epochs: 1, batchSize: 8}
                """));
    List<String> unproven = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    List<Long> withoutModel = new ArrayList<>();
    QuietListener listener =
        new QuietListener() {
          @Override
          public void withoutModel(long runs) {
            withoutModel.add(runs);
          }

          @Override
          public void unproven(String dataset) {
            unproven.add(dataset);
          }
        };
    Sweep.Tally tally =
        sweep(grid)
            .runInProcesses(1, NativeBackend.Settings.defaults(), Duration.ofSeconds(60), listener);
    assertThat(tally).isEqualTo(new Sweep.Tally(0, 1, 0, 0));
    assertThat(sweep(grid).run(listener)).isEqualTo(new Sweep.Tally(1, 0, 0, 0));
    assertThat(withoutModel).isEmpty();
    Files.delete(SameRuns.of(folder.resolve("results")).get(0).resolve("model.zip"));
    assertThat(sweep(grid).run(listener)).isEqualTo(new Sweep.Tally(1, 0, 0, 0));
    assertThat(withoutModel).containsExactly(1L);
    RunRecord run = ResultReader.read(folder.resolve("results")).runs().findFirst().orElseThrow();
    assertThat(run.config().formula()).contains("1.375 * x * sigmoid(x)");
    Report.write(folder.resolve("results"));
    assertThat(folder.resolve("results/report/report.md")).content().contains("eswish(x) = 1.375");
    assertThat(run.provenance().trainImages()).isEqualTo(32);
    assertThat(run.provenance().testImages()).isEqualTo(8);
    assertThat(run.provenance().dataPublished()).contains(false);
    assertThat(folder.resolve("data/.cache")).isDirectoryContaining("glob:**/mine-*.bin");

    image("train/odd/7.png", 1);
    assertThatThrownBy(() -> sweep(grid).run(new Stopping(reasons))).hasMessage("stopped");
    assertThat(reasons).containsExactly("the data set has changed since");
    assertThat(unproven).isEmpty();
  }
}
