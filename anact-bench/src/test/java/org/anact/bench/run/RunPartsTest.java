package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grids;
import org.anact.bench.grid.RunConfig;
import org.anact.datasets.Dataset;
import org.anact.datasets.Datasets;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

final class RunPartsTest {

  /** What the comparison of a pair rests on. */
  @Test
  void bothArmsOfAPairSeeTheSameMiniBatchesInTheSameOrderAndOtherSeedsOthers() {
    Dataset data = Datasets.standard().load("fashion-mnist-mini", Path.of("nowhere"));
    List<RunConfig> runs = new Grids(Catalog.standard()).read("quick").runs();
    RunConfig vanilla = runs.stream().filter(run -> !run.normalized()).findFirst().orElseThrow();
    RunConfig normalized =
        runs.stream()
            .filter(run -> run.normalized() && run.seed() == vanilla.seed())
            .filter(run -> run.model().equals(vanilla.model()))
            .findFirst()
            .orElseThrow();
    RunConfig other =
        runs.stream().filter(run -> run.seed() != vanilla.seed()).findFirst().orElseThrow();
    for (int epoch = 1; epoch <= 2; epoch++) {
      for (int batch : new int[] {0, 3}) {
        float[] first = pixels(vanilla, data, epoch, batch);
        assertThat(pixels(normalized, data, epoch, batch)).containsExactly(first);
        assertThat(pixels(other, data, epoch, batch)).isNotEqualTo(first);
      }
    }
    assertThat(pixels(vanilla, data, 2, 0)).isNotEqualTo(pixels(vanilla, data, 1, 0));
  }

  private static float[] pixels(RunConfig run, Dataset data, int epoch, int batch) {
    DataSet images = new RunParts(Catalog.standard(), run, data).epoch(epoch).batch(batch);
    return images.getFeatures().dup('c').data().asFloat();
  }
}
