package org.anact.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.anact.report.ResultFixture.Run;
import org.anact.results.ResultFormat;

/**
 * The measured variances of a made-up run. Vanilla gradients change by a third at each site,
 * normalized ones keep their size.
 *
 * @param grid that it belongs to
 * @param run the run
 * @param sites how many, one behind the other
 */
record SignalFiles(ResultFixture grid, Run run, int sites) {
  /** Writes them into a folder that is there. */
  void write(Path folder) throws IOException {
    StringBuilder signals =
        new StringBuilder(String.join(",", ResultFormat.SIGNALS.columns()) + "\n");
    StringBuilder weights =
        new StringBuilder(String.join(",", ResultFormat.WEIGHTS.columns()) + "\n");
    Random noise = new Random(run.id().hashCode());
    double rhoPrime = 0.46 + 0.01 * grid.activations().indexOf(run.base());
    double lambda = run.normalized() ? 1 / Math.sqrt(rhoPrime) : 1;
    double loss = run.normalized() ? 1 : 1.5;
    double[] back = new double[sites + 1];
    back[sites] = 1e-4;
    for (int site = sites - 1; site >= 0; site--) {
      back[site] = back[site + 1] * lambda * lambda * rhoPrime * loss;
    }
    int last = grid.epochs() * ResultFixture.STEPS_PER_EPOCH;
    for (int step = 1; step <= last; step += ResultFixture.STEPS_PER_EPOCH / 2) {
      for (int site = 0; site < sites; site++) {
        double jitter = 1 + 0.02 * noise.nextGaussian();
        signals.append(
            String.format(
                Locale.ROOT,
                "%d,act%d,%d,trunk,%s,%s,%s,%s,0.0,%s,%s,%s%n",
                step,
                site + 1,
                site,
                1.1,
                0.5,
                rhoPrime,
                lambda,
                lambda,
                back[site] * jitter,
                // A dead layer at the first site of one run leaves its cell empty.
                run.seed() == 2 && site == 0 ? "" : String.valueOf(back[site + 1] * loss)));
        weights.append(
            String.format(
                Locale.ROOT,
                "%d,conv%d,%d,trunk,0.02,%s%n",
                step,
                site + 1,
                site + 1,
                back[site] * jitter / (10 + step)));
      }
    }
    Files.writeString(folder.resolve(ResultFormat.SIGNALS.file()), signals);
    Files.writeString(folder.resolve(ResultFormat.WEIGHTS.file()), weights);
  }
}
