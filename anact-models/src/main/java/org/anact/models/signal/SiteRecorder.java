package org.anact.models.signal;

import org.anact.core.kernel.BatchReduction;
import org.anact.core.signal.ActivationSite;
import org.anact.core.signal.SiteObserver;
import org.anact.core.signal.SiteStatistics;
import org.anact.core.statistics.BatchStatistics;
import org.anact.models.signal.SignalRecorder.Stopwatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Measures one activation during a step. */
final class SiteRecorder implements SiteObserver {

  private static final BatchStatistics NOTHING =
      new BatchStatistics(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private final ActivationSite site;
  private final GraphPosition position;
  private final SiteStatistics statistics;
  private final Stopwatch stopwatch;
  private final SiteObserver companion;
  private SiteSignal signal;
  private BatchStatistics input;
  private double varGradOutput;

  SiteRecorder(
      ActivationSite site, GraphPosition position, Stopwatch stopwatch, SiteObserver companion) {
    this.site = site;
    this.position = position;
    this.statistics = new SiteStatistics(site.function());
    this.stopwatch = stopwatch;
    this.companion = companion;
  }

  void begin() {
    input = NOTHING;
    varGradOutput = Double.NaN;
    signal = signal(Double.NaN);
    site.observe(this);
  }

  void end() {
    site.observe(SiteObserver.NONE);
  }

  SiteSignal signal() {
    return signal;
  }

  @Override
  public void input(INDArray y) {
    stopwatch.start();
    input = statistics.of(y);
    companion.input(y);
    stopwatch.stop();
  }

  @Override
  public void outputGradient(INDArray gradient) {
    stopwatch.start();
    varGradOutput = BatchReduction.variance(gradient);
    companion.outputGradient(gradient);
    stopwatch.stop();
  }

  /** The last of the step's tensors, while lambda and alpha are still those that it used. */
  @Override
  public void inputGradient(INDArray gradient) {
    stopwatch.start();
    signal = signal(BatchReduction.variance(gradient));
    companion.inputGradient(gradient);
    stopwatch.stop();
  }

  private SiteSignal signal(double varGradInput) {
    return new SiteSignal(
        site.name(),
        position,
        input.inputVariance(),
        input.mean(),
        input.square(),
        input.slopeSquare(),
        site.lambda(),
        site.mu(),
        site.alpha(),
        site.scale(),
        varGradInput,
        varGradOutput);
  }
}
