package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.List;
import org.anact.results.EpochRow;
import org.anact.results.RunRecord;

/**
 * The course of a run, thinned for a chart.
 *
 * @param lossSteps steps at which the blocks of {@code trainLoss} end, ascending
 * @param trainLoss mean of the mini-batch losses of each block, nats; a block with a loss that is
 *     no number is {@code NaN}
 * @param epochs epochs that were kept, ascending, the last one always among them
 * @param stepsPerEpoch steps of one epoch, 0 if none was finished
 */
public record RunCurve(
    List<Double> lossSteps, List<Double> trainLoss, List<EpochRow> epochs, int stepsPerEpoch) {
  /** Copies the lists. */
  public RunCurve {
    lossSteps = List.copyOf(lossSteps);
    trainLoss = List.copyOf(trainLoss);
    epochs = List.copyOf(epochs);
  }

  /**
   * Thins a run; runs with the same numbers of steps and epochs keep the same ones.
   *
   * @param most largest number of blocks and of epochs, at least 2
   */
  public static RunCurve of(RunRecord run, int most) {
    List<EpochRow> all = run.epochs();
    List<Double> losses = run.stepLosses();
    int block = Math.max(1, (losses.size() + most - 1) / most);
    List<Double> steps = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    for (int from = 0; from < losses.size(); from += block) {
      int to = Math.min(losses.size(), from + block);
      double sum = 0;
      for (double loss : losses.subList(from, to)) {
        sum += loss;
      }
      steps.add((double) to);
      means.add(sum / (to - from));
    }
    int gap = Math.max(1, (all.size() + most - 1) / most);
    List<EpochRow> kept = new ArrayList<>();
    for (int i = (all.size() - 1) % gap; i >= 0 && i < all.size(); i += gap) {
      kept.add(all.get(i));
    }
    return new RunCurve(steps, means, kept, run.stepsPerEpoch());
  }

  /**
   * Returns the wall clock of training up to the end of each of {@link #epochs}, in seconds.
   *
   * @param run the run that this is the course of
   */
  public List<Double> seconds(RunRecord run) {
    List<Double> result = new ArrayList<>();
    double seconds = 0;
    int next = 0;
    for (EpochRow row : run.epochs()) {
      seconds += row.trainSeconds();
      if (next < epochs.size() && epochs.get(next).epoch() == row.epoch()) {
        result.add(seconds);
        next++;
      }
    }
    return result;
  }
}
