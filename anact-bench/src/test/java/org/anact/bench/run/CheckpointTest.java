package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.anact.core.activation.Activations;
import org.anact.core.training.Optimizer;
import org.anact.models.Models;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.results.EpochRow;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;

final class CheckpointTest {

  private static final Checkpoint.Progress PROGRESS =
      new Checkpoint.Progress(
          7,
          1.5,
          0,
          0.25,
          new EpochRow(2, 7, 0.1, 2.25, 2.5, 0.5, 1.25, 0.25, 100, 0, 512),
          new EpochRow(1, 4, 0.1, 2.25, 2.5, 0.5, 1.25, 0.25, 100, 0, 512),
          Map.of("steps.csv", 12L));

  @TempDir private Path folder;

  private static ComputationGraph network(String model, long seed) {
    return Models.standard()
        .get(model)
        .create(
            NetworkSpec.of(
                    Activations.standard().get("nswish"), new InputShape(1, 28, 28), 10, seed)
                .withOptimizer(Optimizer.of(new Nesterovs(0.1, 0.9), 0.0)));
  }

  /** Far more weights than go to the file at a time, and a momentum that is not zero. */
  private static ComputationGraph trained() {
    ComputationGraph net = network("mlp", 1);
    Random random = new Random(1);
    float[] pixels = new float[8 * 784];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    float[] labels = new float[8 * 10];
    for (int i = 0; i < 8; i++) {
      labels[10 * i + i] = 1;
    }
    net.fit(
        new DataSet(
            Nd4j.createFromArray(pixels).reshape('c', 8, 28, 28, 1),
            Nd4j.createFromArray(labels).reshape('c', 8, 10)));
    return net;
  }

  private static float[] updater(ComputationGraph net) {
    return net.getUpdater().getStateViewArray().dup().data().asFloat();
  }

  private static float[] parameters(ComputationGraph net) {
    return net.params().dup().data().asFloat();
  }

  @Test
  void bringsWeightsAndMomentumBackToTheBit() throws IOException {
    ComputationGraph net = trained();
    Path file = folder.resolve("checkpoint.bin");

    Checkpoint.write(file, net, PROGRESS);
    Checkpoint read = Checkpoint.read(file).orElseThrow();
    ComputationGraph other = network("mlp", 2);
    read.restore(other);

    assertThat(parameters(net)).hasSizeGreaterThan(200_000);
    assertThat(updater(net)).isNotEqualTo(new float[updater(net).length]);
    assertThat(read.progress()).isEqualTo(PROGRESS);
    assertThat(parameters(other)).isEqualTo(parameters(net));
    assertThat(updater(other)).isEqualTo(updater(net));
  }

  @Test
  void aFileThatIsNotWholeIsNoCheckpoint() throws IOException {
    Path file = folder.resolve("checkpoint.bin");
    Checkpoint.write(file, trained(), PROGRESS);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(2);
    for (int i = 0; i < 40; i++) {
      byte[] damaged =
          i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      if (i % 2 == 1) {
        damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);

      assertThat(Checkpoint.read(file)).as("damage %d", i).isEmpty();
    }
  }

  @Test
  void doesNotGoIntoAnotherNetwork() throws IOException {
    Path file = folder.resolve("checkpoint.bin");
    Checkpoint.write(file, trained(), PROGRESS);
    Checkpoint read = Checkpoint.read(file).orElseThrow();
    ComputationGraph other = network("cnn", 1);

    assertThatThrownBy(() -> read.restore(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parameters");
  }
}
