package org.anact.models.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.anact.core.kernel.BatchReduction;
import org.anact.core.signal.ActivationSite;
import org.anact.core.signal.SiteObserver;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures every activation and every weight layer of a network during the steps that it is asked
 * to, and changes nothing: a network that is recorded trains to the same bits. Between those steps
 * it is not part of the network.
 */
public final class SignalRecorder {

  private final ComputationGraph net;
  private final List<SiteRecorder> sites = new ArrayList<>();
  private final Map<String, GraphPosition> positions;
  private final Stopwatch stopwatch = new Stopwatch();

  /** Makes the recorder of a network that is initialized. */
  public SignalRecorder(ComputationGraph net) {
    this(net, site -> SiteObserver.NONE);
  }

  /**
   * Makes the recorder of a network that is initialized, and shows others what it sees.
   *
   * @param companions gives each activation, in order of execution, an observer of its own
   */
  public SignalRecorder(ComputationGraph net, Function<ActivationSite, SiteObserver> companions) {
    this.net = net;
    this.positions = GraphPosition.of(net);
    for (String vertex : positions.keySet()) {
      if (net.getVertex(vertex).hasLayer()
          && net.getVertex(vertex).getLayer() instanceof ActivationSite site) {
        sites.add(new SiteRecorder(site, positions.get(vertex), stopwatch, companions.apply(site)));
      }
    }
  }

  /**
   * Runs one step and measures it.
   *
   * @param step computes the gradient of one mini-batch by the network's backward pass; it may
   *     update the parameters then
   * @throws RuntimeException what the step threw
   */
  public Signals record(Runnable step) {
    stopwatch.reset();
    stopwatch.start();
    WeightListener weights = new WeightListener();
    List<TrainingListener> listeners = new ArrayList<>(net.getListeners());
    List<TrainingListener> withOurs = new ArrayList<>(listeners);
    withOurs.add(weights);
    net.setListeners(withOurs);
    sites.forEach(SiteRecorder::begin);
    stopwatch.stop();
    try {
      step.run();
    } finally {
      stopwatch.start();
      sites.forEach(SiteRecorder::end);
      net.setListeners(listeners);
      stopwatch.stop();
    }
    return new Signals(
        sites.stream().map(SiteRecorder::signal).toList(), weights.signals, stopwatch.seconds());
  }

  /** Reads the weights once their gradients are there, and before a step moves them. */
  private final class WeightListener extends BaseTrainingListener {

    private final List<WeightSignal> signals = new ArrayList<>();

    @Override
    public void onBackwardPass(Model model) {
      stopwatch.start();
      // Deeplearning4j sums over the mini-batch here, and divides by its size in the update.
      double images = net.batchSize();
      Map<String, INDArray> gradients = net.gradient().gradientForVariable();
      for (Map.Entry<String, GraphPosition> vertex : positions.entrySet()) {
        String name = vertex.getKey();
        if (!net.getVertex(name).hasLayer()) {
          continue;
        }
        Layer layer = net.getVertex(name).getLayer();
        INDArray gradient = gradients.get(name + "_" + GraphPosition.WEIGHTS);
        if (GraphPosition.hasWeights(layer) && gradient != null) {
          signals.add(
              new WeightSignal(
                  name,
                  vertex.getValue(),
                  BatchReduction.variance(layer.getParam(GraphPosition.WEIGHTS)),
                  BatchReduction.variance(gradient) / (images * images)));
        }
      }
      stopwatch.stop();
    }
  }

  /** Adds up the time that measuring takes. */
  static final class Stopwatch {

    private long nanos;
    private long started;

    void reset() {
      nanos = 0;
    }

    void start() {
      started = System.nanoTime();
    }

    void stop() {
      nanos += System.nanoTime() - started;
    }

    double seconds() {
      return nanos / 1e9;
    }
  }
}
