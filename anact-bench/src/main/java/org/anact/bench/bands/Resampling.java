package org.anact.bench.bands;

import java.util.stream.IntStream;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well19937c;

/** Draws references and checks from the runs of a reference, as if they were trained again. */
final class Resampling {

  /** A reference, and a check that has none of its runs. */
  record Draw(SeedTable reference, SeedTable check) {}

  private final SeedTable runs;
  private final RandomDataGenerator random;
  private final double bandwidth;

  /**
   * Starts the draws.
   *
   * @param runs of a reference
   * @param seed of the draws
   */
  Resampling(SeedTable runs, long seed) {
    this.runs = runs;
    this.random = RandomDataGenerator.of(new Well19937c(seed));
    // Silverman, Density Estimation, 1986, equation 3.28, for one dimension.
    this.bandwidth = Math.pow(4.0 / (3 * runs.seeds()), 0.2);
  }

  /** Draws a check of k seeds without replacement; the others are its reference. */
  Draw holdOut(int k) {
    int n = runs.seeds();
    int[] order = random.nextPermutation(n, n);
    int[] check = IntStream.range(0, k).map(i -> order[i]).toArray();
    int[] reference = IntStream.range(k, n).map(i -> order[i]).toArray();
    return new Draw(runs.select(reference), runs.select(check));
  }

  /**
   * Draws a check of k seeds and a reference of as many as there are from the smooth bootstrap
   * (Silverman and Young, Biometrika 74, 1987): a run, and normal noise with the covariance of all,
   * shrunk so that the variance stays. A seed's configurations and quantities are drawn together.
   */
  Draw smooth(int k) {
    return new Draw(smoothTable(runs.seeds()), smoothTable(k));
  }

  private SeedTable smoothTable(int size) {
    int n = runs.seeds();
    int[] centres = new int[size];
    double[][] weights = new double[size][n];
    for (int seed = 0; seed < size; seed++) {
      centres[seed] = random.nextInt(0, n - 1);
      for (int i = 0; i < n; i++) {
        weights[seed][i] = random.nextNormal(0, 1) / Math.sqrt(n - 1.0);
      }
    }
    return SeedTable.filled(
        runs.arms(), (arm, quantity) -> smoothed(runs.of(arm, quantity), centres, weights));
  }

  private double[] smoothed(double[] values, int[] centres, double[][] weights) {
    double mean = Moments.mean(values);
    double[] drawn = new double[centres.length];
    for (int seed = 0; seed < drawn.length; seed++) {
      double value = values[centres[seed]] - mean;
      for (int i = 0; i < values.length; i++) {
        value += bandwidth * weights[seed][i] * (values[i] - mean);
      }
      drawn[seed] = mean + value / Math.hypot(1, bandwidth);
    }
    return drawn;
  }
}
