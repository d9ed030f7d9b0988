package org.anact.bench.bands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** A band of two networks, and runs for it that nothing trained. */
final class TestBands {

  static final String YAML =
      """
      name: made
      datasets: [fashion-mnist-mini]
      models: [mlp, cnn]
      activations: [swish, nswish]
      seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
      recipe: {epochs: 1, batchSize: 64, learningRate: 0.01}
      bands:
        steps: 90
        every: 4
        smoothing: 2
        images: 250
        checkSeeds: [101, 102, 103, 104, 105, 106]
        targets: {mlp: 0.7, cnn: 0.9}
      """;

  /** Steps to target of the four configurations; the normalized form is faster. */
  private static final double[] MEAN_STEPS = {60, 45, 50, 40};

  private static final double VARIATION = 0.04;

  private TestBands() {}

  static Band band() {
    return Band.parse("made.yaml", YAML);
  }

  /**
   * Draws runs of every configuration from normal distributions.
   *
   * @param slowdown factor on the steps to target
   */
  static List<List<BandRun>> runs(List<Long> seeds, long randomSeed, double slowdown) {
    Random random = new Random(randomSeed);
    List<List<BandRun>> runs = new ArrayList<>();
    for (double mean : MEAN_STEPS) {
      List<BandRun> arm = new ArrayList<>();
      for (long seed : seeds) {
        double steps = slowdown * mean * (1 + VARIATION * random.nextGaussian());
        double loss = 0.5 + 0.01 * random.nextGaussian();
        double accuracy = 0.8 + 0.01 * random.nextGaussian();
        arm.add(new BandRun(seed, steps, loss, accuracy, List.of(2.3, 0.5)));
      }
      runs.add(arm);
    }
    return runs;
  }

  static Reference reference(Band band, List<List<BandRun>> runs) {
    return Reference.of(
        band,
        runs,
        new Reference.Origin("2026-01-01T00:00:00Z", "test", "unknown", "sum", Map.of("cpu", "x")));
  }

  static Reference reference() {
    Band band = band();
    return reference(band, runs(band.referenceSeeds(), 1, 1));
  }

  static List<Long> seeds(long from, int count) {
    return LongStream.range(from, from + count).boxed().toList();
  }
}
