package org.anact.bench.run;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.core.layer.AnActLayers;
import org.anact.datasets.Dataset;
import org.anact.models.signal.SignalRecorder;
import org.anact.models.signal.Signals;
import org.anact.results.EpochRow;
import org.anact.results.ModelChoice;
import org.anact.results.Outcome;
import org.anact.results.RunProgress;
import org.anact.results.RunStatus;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.ISchedule;

/** One run while it is under way, with its network. */
final class Session {

  private final RunConfig config;
  private final Dataset data;
  private final List<String> earlier;
  private final Recording recording;
  private final RunListener listener;
  private final RunParts parts;
  private final MiniBatches train;
  private final long start = System.nanoTime();
  private final ComputationGraph net;
  private final SignalRecorder recorder;
  private final ISchedule schedule;
  private EpochRow last;
  private EpochRow best;
  private int step;
  private double secondsBefore;
  private int resumes;
  private double recordingSeconds;

  /**
   * Builds the network of a run and starts its clock. A network that cannot be built fails with
   * whatever its code throws, errors included.
   *
   * @param catalog has its model and its activation
   * @param earlier how earlier tries ended
   * @param recording what is recorded besides the losses
   */
  Session(
      Catalog catalog,
      RunConfig config,
      Dataset data,
      List<String> earlier,
      Recording recording,
      RunListener listener) {
    this.recording = recording;
    this.earlier = earlier;
    this.config = config;
    this.data = data;
    this.listener = listener;
    this.parts = new RunParts(catalog, config, data);
    this.train = parts.train();
    this.schedule = parts.learningRates();
    this.net = parts.network(schedule);
    this.recorder = new SignalRecorder(net);
  }

  /** Puts the state of a checkpoint into the network. */
  void resume(Checkpoint checkpoint) {
    checkpoint.restore(net);
    Checkpoint.Progress progress = checkpoint.progress();
    step = progress.step();
    last = progress.last();
    best = progress.best();
    secondsBefore = progress.seconds();
    resumes = progress.resumes() + 1;
    recordingSeconds = progress.recordingSeconds();
    listener.resumed(last, (long) last.epoch() * data.train().count());
  }

  /** Returns the parameters of the network, its state included. */
  long parameters() {
    return net.numParams();
  }

  Outcome run(RunDirectory files) throws IOException {
    int first = last == null ? 1 : last.epoch() + 1;
    keepIfBest(files);
    for (int epoch = first; epoch <= config.recipe().epochs(); epoch++) {
      Optional<TrainedEpoch> trained = trainEpoch(files, epoch);
      if (trained.isEmpty()) {
        return diverged(epoch, "the training loss of step " + step + " is not finite");
      }
      long testStart = System.nanoTime();
      Evaluation evaluation = Evaluation.of(net, parts.test(), listener);
      if (!Double.isFinite(evaluation.loss())) {
        return diverged(epoch, "the test loss is not finite");
      }
      last =
          new EpochRow(
              epoch,
              step,
              schedule.valueAt(step - 1, epoch - 1),
              trained.get().loss(),
              evaluation.loss(),
              evaluation.accuracy(),
              trained.get().seconds(),
              seconds(testStart),
              data.train().count() / trained.get().seconds(),
              trained.get().waitSeconds(),
              ProcessMemory.residentMib());
      if (best == null || last.testAccuracy() > best.testAccuracy()) {
        best = last;
      }
      Map<String, Long> lengths = files.epoch(last, Rows.of(epoch, net));
      keepIfBest(files);
      files.checkpoint(
          net,
          new Checkpoint.Progress(step, elapsed(), resumes, recordingSeconds, last, best, lengths));
      listener.epoch(last);
    }
    keep(files, ModelChoice.LAST);
    return outcome(RunStatus.FINISHED, remarks(), OptionalInt.empty());
  }

  /** Keeps the network if the last epoch is the best, after a resume too: it may not be there. */
  private void keepIfBest(RunDirectory files) throws IOException {
    if (last != null && last.epoch() == best.epoch()) {
      keep(files, ModelChoice.BEST);
    }
  }

  /** Keeps the network as it is if that is the one that is wanted. */
  private void keep(RunDirectory files, ModelChoice choice) throws IOException {
    if (recording.model().equals(Optional.of(choice))) {
      files.model(net, choice, last, data.classNames(), parts.images());
    }
  }

  /** The mean loss of an epoch's mini-batches, and the time that they took. */
  private record TrainedEpoch(double loss, double seconds, double waitSeconds) {}

  /** Trains for an epoch, or up to the first loss that is not finite. */
  private Optional<TrainedEpoch> trainEpoch(RunDirectory files, int epoch) throws IOException {
    long epochStart = System.nanoTime();
    double lossSum = 0;
    int seen = 0;
    MiniBatches.Epoch images = parts.epoch(epoch);
    try (Prefetch batches = new Prefetch(train.count(), images::batch)) {
      for (int number = 0; number < train.count(); number++) {
        DataSet batch = batches.next();
        int batchSize = batch.numExamples();
        step(files, batch);
        MiniBatches.free(batch);
        double loss = net.score();
        files.step(step, loss);
        if (!Double.isFinite(loss)) {
          return Optional.empty();
        }
        lossSum += loss;
        seen += batchSize;
        files.progress(
            new RunProgress(
                epoch,
                config.recipe().epochs(),
                step,
                config.recipe().steps(train.count()),
                lossSum / (number + 1),
                seen / seconds(epochStart),
                Instant.now().toString()));
        listener.step(epoch, batchSize, lossSum / (number + 1), seen / seconds(epochStart));
      }
      return Optional.of(
          new TrainedEpoch(lossSum / train.count(), seconds(epochStart), batches.waitSeconds()));
    }
  }

  private void step(RunDirectory files, DataSet batch) throws IOException {
    step++;
    if (!recording.includes(step, train.count())) {
      net.fit(batch);
      return;
    }
    Signals signals = recorder.record(() -> net.fit(batch));
    long start = System.nanoTime();
    files.signals(step, signals);
    recordingSeconds += signals.seconds() + seconds(start);
  }

  /** What is worth a word even where the run went well. */
  private String remarks() {
    List<String> remarks = new ArrayList<>();
    earlier.forEach(end -> remarks.add("this is the second try: in the first, " + end));
    remarks.addAll(degenerateLayers());
    return String.join("; ", remarks);
  }

  /** The layers that left mini-batches out. */
  private List<String> degenerateLayers() {
    List<String> names =
        AnActLayers.of(net).stream()
            .filter(layer -> layer.statistics().degenerateBatches() > 0)
            .map(layer -> "%s (%d)".formatted(layer.name(), layer.statistics().degenerateBatches()))
            .toList();
    return names.isEmpty()
        ? List.of()
        : List.of("mini-batches without usable statistics at " + String.join(", ", names));
  }

  private Outcome diverged(int epoch, String why) {
    return outcome(
        RunStatus.DIVERGED,
        "diverged in epoch %d: %s; try a lower learningRate, warmupEpochs or clipNorm"
            .formatted(epoch, why),
        OptionalInt.of(epoch));
  }

  /** Returns the outcome of a run that an error stopped. */
  Outcome failed(Throwable cause) {
    return outcome(RunStatus.FAILED, Causes.sentence(cause), OptionalInt.empty());
  }

  private Outcome outcome(RunStatus status, String message, OptionalInt divergedEpoch) {
    return Outcome.now(
        status,
        message,
        divergedEpoch,
        elapsed(),
        resumes,
        recordingSeconds,
        Optional.ofNullable(last));
  }

  private double elapsed() {
    return secondsBefore + seconds(start);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
