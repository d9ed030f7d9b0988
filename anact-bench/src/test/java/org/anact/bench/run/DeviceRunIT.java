package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.grid.TestRecipes;
import org.anact.core.activation.Activations;
import org.anact.core.layer.AnActOptions;
import org.anact.datasets.Dataset;
import org.anact.datasets.Datasets;
import org.anact.results.ModelChoice;
import org.anact.results.Outcome;
import org.anact.results.RunStatus;
import org.anact.testing.SimulatedDevice;
import org.anact.testing.SimulatedDevice.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run on a simulated device: mini-batches, signals, evaluation, checkpoints, the model. */
final class DeviceRunIT {

  /** Of the network's parameters, 236,000 floats. */
  private static final long BYTES = 942_000;

  private final Dataset data = Datasets.standard().load("fashion-mnist-mini", Path.of("nowhere"));

  @TempDir private Path folder;

  private Outcome train(String where) throws Exception {
    RunConfig config =
        RunConfig.of(
            "fashion-mnist-mini",
            "mlp",
            Activations.standard().get("nswish"),
            3,
            TestRecipes.with(
                "{epochs: 1, batchSize: 500, clipNorm: 1.0, weightDecay: 0.001,"
                    + " labelSmoothing: 0.1}"),
            AnActOptions.defaults());
    Environment environment =
        new Environment(new Versions("test", "test"), "unknown", Map.of("backend", "CPU"));
    Recording recording = Recording.signals(4).with(Optional.of(ModelChoice.LAST));
    return new Trainer(Catalog.standard(), folder.resolve(where), environment, recording)
        .train(config, data, RunListener.NONE);
  }

  @Test
  void endsAsTheRunOnTheHost() throws Exception {
    Outcome host = train("host");
    Outcome[] found = new Outcome[1];
    Counts counts;
    try (SimulatedDevice device = SimulatedDevice.open()) {
      counts =
          device.during(
              () -> {
                try {
                  found[0] = train("device");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
    }
    assertThat(found[0].status()).isEqualTo(RunStatus.FINISHED);
    assertThat(found[0].finalTestLoss().getAsDouble())
        .isCloseTo(host.finalTestLoss().getAsDouble(), within(1e-4));
    assertThat(found[0].finalTestAccuracy().getAsDouble())
        .isCloseTo(host.finalTestAccuracy().getAsDouble(), within(0.005));
    // The checkpoint and the model hold parameters and momentum; none of the 12 steps fetches any.
    assertThat(counts.bytesFetched()).isBetween(2 * BYTES, 4 * BYTES);
  }
}
