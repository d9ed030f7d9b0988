package org.anact.bench.bands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.anact.bench.catalog.Catalog;

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
    return Band.parse(Catalog.standard(), "made.yaml", YAML);
  }

  /**
   * Draws runs of every configuration from normal distributions.
   *
   * @param slowdown factor on the steps to target
   */
  static List<ArmRuns> runs(List<Long> seeds, long randomSeed, double slowdown) {
    Random random = new Random(randomSeed);
    List<ArmRuns> runs = new ArrayList<>();
    for (BandArm configuration : band().arms()) {
      double mean = MEAN_STEPS[runs.size()];
      List<BandRun> arm = new ArrayList<>();
      for (long seed : seeds) {
        double steps = slowdown * mean * (1 + VARIATION * random.nextGaussian());
        double loss = 0.5 + 0.01 * random.nextGaussian();
        double accuracy = 0.8 + 0.01 * random.nextGaussian();
        arm.add(new BandRun(seed, steps, loss, accuracy, List.of(2.3, 0.5)));
      }
      runs.add(new ArmRuns(configuration, arm));
    }
    return runs;
  }

  /** Puts another run in the place of one. */
  static List<ArmRuns> with(List<ArmRuns> runs, int arm, int index, BandRun run) {
    List<BandRun> changed = new ArrayList<>(runs.get(arm).runs());
    changed.set(index, run);
    List<ArmRuns> all = new ArrayList<>(runs);
    all.set(arm, new ArmRuns(runs.get(arm).arm(), changed));
    return all;
  }

  static Reference reference(Band band, List<ArmRuns> runs) {
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
