package org.anact.report.statistics;

/**
 * Probability that a run of one arm scores higher than a run of the other on the same task, the
 * mean over tasks (Agarwal et al., 2021, section 4.3). Within a task it is the Mann-Whitney U
 * statistic over the number of couples: a tie counts half.
 */
public final class ProbabilityOfImprovement {
  private ProbabilityOfImprovement() {}

  /**
   * Returns how probably {@code better} scores higher than {@code baseline}, from 0 to 1; one half
   * says that neither is ahead. Every run is set against every run of the other arm, whatever their
   * seeds.
   */
  public static double of(ScoreMatrix better, ScoreMatrix baseline) {
    StratifiedBootstrap.requireSameTasks(better, baseline);
    double wins = 0;
    for (int task = 0; task < better.tasks(); task++) {
      for (int run = 0; run < better.runs(); run++) {
        for (int other = 0; other < baseline.runs(); other++) {
          double lead = better.score(run, task) - baseline.score(other, task);
          wins += lead > 0 ? 1 : lead < 0 ? 0 : 0.5;
        }
      }
    }
    return wins / better.tasks() / better.runs() / baseline.runs();
  }
}
