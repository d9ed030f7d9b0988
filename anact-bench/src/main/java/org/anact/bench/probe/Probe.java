package org.anact.bench.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.anact.bench.run.MiniBatches;
import org.anact.core.activation.NamedActivation;
import org.anact.core.layer.AnActOptions;
import org.anact.datasets.Dataset;
import org.anact.models.ModelEntry;
import org.anact.models.initialization.Initialization;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.models.prediction.PlainChain;
import org.anact.models.signal.SignalRecorder;
import org.anact.models.signal.Signals;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Sends real mini-batches through networks with their initial weights, forward and back, without a
 * step. Networks of several seeds average out what the draw of few weights does.
 *
 * @param model the architecture
 * @param activation at every site
 * @param options of ANAct, where the activation is normalized
 * @param init rule of the weights' gains
 * @param data whose training images are used
 * @param seed of the first network and its images; the next ones count on from it
 * @param networks how many, 1 or more
 * @param batches mini-batches for each, 1 or more
 * @param batchSize images of a mini-batch, 2 or more
 */
public record Probe(
    ModelEntry model,
    NamedActivation activation,
    AnActOptions options,
    Initialization init,
    Dataset data,
    long seed,
    int networks,
    int batches,
    int batchSize) {

  /**
   * Returns a row for each activation, in order of execution.
   *
   * @param listener is told which network is next
   */
  public List<ProbeRow> run(Consumer<String> listener) {
    List<NetworkProbe> measured = new ArrayList<>();
    for (int i = 0; i < networks; i++) {
      listener.accept("network %d of %d".formatted(i + 1, networks));
      measured.add(network(seed + i));
    }
    return IntStream.range(0, measured.get(0).sites().size())
        .mapToObj(
            site -> new ProbeRow(measured.stream().map(net -> net.sites().get(site)).toList()))
        .toList();
  }

  private NetworkProbe network(long networkSeed) {
    InputShape shape =
        new InputShape(data.train().channels(), data.train().height(), data.train().width());
    NetworkSpec spec =
        NetworkSpec.of(activation, shape, data.classNames().size(), networkSeed)
            .withInitialization(init)
            .withOptions(options);
    ComputationGraph net = model.create(spec);
    try {
      List<PlaceSpread> spreads = new ArrayList<>();
      SignalRecorder recorder =
          new SignalRecorder(
              net,
              site -> {
                PlaceSpread spread = new PlaceSpread(site);
                spreads.add(spread);
                return spread;
              });
      MiniBatches all = MiniBatches.plain(data, batchSize, networkSeed);
      List<Signals> measured = new ArrayList<>();
      for (int number = 0; number < batches; number++) {
        DataSet batch = all.shuffled(1 + number / all.count()).batch(number % all.count());
        measured.add(recorder.record(() -> forwardAndBack(net, batch)));
      }
      Optional<PlainChain> chain = PlainChain.of(net, spec.inputType());
      return NetworkProbe.of(
          measured, spreads, activation.base().create(), init.gain(activation, true), chain);
    } finally {
      net.close();
    }
  }

  private static void forwardAndBack(ComputationGraph net, DataSet batch) {
    net.setInputs(batch.getFeatures());
    net.setLabels(batch.getLabels());
    net.computeGradientAndScore();
  }
}
