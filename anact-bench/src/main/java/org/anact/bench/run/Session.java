package org.anact.bench.run;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.bench.grid.RunConfig;
import org.anact.datasets.Dataset;
import org.anact.models.signal.SignalRecorder;
import org.anact.models.signal.Signals;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.ISchedule;

/** One run while it is under way. */
final class Session {

  private final RunConfig config;
  private final Dataset data;
  private final List<String> earlier;
  private final Recording recording;
  private final RunListener listener;
  private final RunParts parts;
  private final MiniBatches train;
  private final long start = System.nanoTime();
  private ComputationGraph net;
  private SignalRecorder recorder;
  private Throwable buildFailure;
  private ISchedule schedule;
  private EpochMetrics last;
  private int step;
  private double secondsBefore;
  private int resumes;
  private double recordingSeconds;

  /**
   * Starts the clock of a run.
   *
   * @param earlier how earlier tries ended
   * @param recording in which steps the network's signals are measured
   */
  Session(
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
    this.parts = new RunParts(config, data);
    this.train = parts.train();
  }

  /** A network that cannot be built is a failure of the run, which needs its header first. */
  void build() {
    try {
      schedule = parts.learningRates();
      net = parts.network(schedule);
      recorder = new SignalRecorder(net);
    } catch (RuntimeException | Error e) {
      buildFailure = e;
    }
  }

  void resume(Checkpoint checkpoint) {
    try {
      checkpoint.restore(net);
    } catch (RuntimeException e) {
      buildFailure = e;
      return;
    }
    Checkpoint.Progress progress = checkpoint.progress();
    step = progress.step();
    last = progress.last();
    secondsBefore = progress.seconds();
    resumes = progress.resumes() + 1;
    recordingSeconds = progress.recordingSeconds();
    listener.resumed(last, (long) last.epoch() * data.train().count());
  }

  /** Returns the parameters of the network, its state included; 0 if it could not be built. */
  long parameters() {
    return net == null ? 0 : net.numParams();
  }

  Outcome run(RunDirectory files) throws IOException {
    if (buildFailure instanceof Error error) {
      throw error;
    }
    if (buildFailure instanceof RuntimeException exception) {
      throw exception;
    }
    int first = last == null ? 1 : last.epoch() + 1;
    for (int epoch = first; epoch <= config.recipe().epochs(); epoch++) {
      Optional<TrainedEpoch> trained = trainEpoch(files, epoch);
      if (trained.isEmpty()) {
        return diverged(epoch, "the training loss of step " + step + " is no finite number");
      }
      long testStart = System.nanoTime();
      Evaluation evaluation = Evaluation.of(net, parts.test(), listener);
      if (!Double.isFinite(evaluation.loss())) {
        return diverged(epoch, "the test loss is no finite number");
      }
      last =
          new EpochMetrics(
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
      Map<String, Long> lengths = files.epoch(last, LayerState.of(net));
      files.checkpoint(
          net, new Checkpoint.Progress(step, elapsed(), resumes, recordingSeconds, last, lengths));
      listener.epoch(last);
    }
    return outcome(Status.FINISHED, remarks(), null);
  }

  /** The mean loss of an epoch's mini-batches, and the time that they took. */
  private record TrainedEpoch(double loss, double seconds, double waitSeconds) {}

  /** Trains for an epoch, or up to the first loss that is no finite number. */
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
        LayerState.of(net).stream()
            .filter(state -> state.statistics().degenerateBatches() > 0)
            .map(
                state -> "%s (%d)".formatted(state.layer(), state.statistics().degenerateBatches()))
            .toList();
    return names.isEmpty()
        ? List.of()
        : List.of("mini-batches without usable statistics at " + String.join(", ", names));
  }

  private Outcome diverged(int epoch, String why) {
    return outcome(Status.DIVERGED, "diverged in epoch %d: %s".formatted(epoch, why), epoch);
  }

  Outcome outcome(Status status, String message, Integer divergedEpoch) {
    return Outcome.of(status, message, divergedEpoch, elapsed(), resumes, recordingSeconds, last);
  }

  private double elapsed() {
    return secondsBefore + seconds(start);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
