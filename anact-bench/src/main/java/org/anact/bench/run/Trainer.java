package org.anact.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.bench.grid.RunConfig;
import org.anact.core.layer.AnActOptions;
import org.anact.datasets.ChannelStatistics;
import org.anact.datasets.Dataset;
import org.anact.models.Models;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.report.ResultFormat;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.ISchedule;

/** Trains one run and writes its files. */
public final class Trainer {

  private static final int TEST_BATCH_SIZE = 250;

  /** More than any run has epochs, so that no two epochs of two seeds share their draws. */
  private static final long EPOCH_SEEDS = 1_000_003;

  private final Path results;
  private final Environment environment;

  /**
   * Makes a trainer.
   *
   * @param results the result directory
   * @param environment the machine and the software, for the runs' provenance
   */
  public Trainer(Path results, Environment environment) {
    this.results = results;
    this.environment = environment;
  }

  /**
   * Trains a run to its end, from its last checkpoint if it has one. What goes wrong inside is part
   * of the outcome.
   *
   * @param config the run
   * @param data its data set
   * @param listener hears of the progress
   * @return how it ended, as it stands in the result directory
   * @throws IOException if the result directory cannot be written
   */
  public Outcome train(RunConfig config, Dataset data, RunListener listener) throws IOException {
    Session session = new Session(config, data, listener);
    session.build();
    RunHeader header =
        new RunHeader(ResultFormat.VERSION, config.id(), config, session.provenance());
    Optional<Checkpoint> checkpoint = RunDirectory.checkpoint(results, header);
    try (RunDirectory files =
        checkpoint.isPresent()
            ? RunDirectory.resume(results, header, checkpoint.get())
            : RunDirectory.begin(results, header)) {
      checkpoint.ifPresent(session::resume);
      Outcome outcome;
      try {
        outcome = session.run(files);
      } catch (RuntimeException | OutOfMemoryError e) {
        files.failure(e);
        outcome = session.outcome(Status.FAILED, sentence(e), null);
      }
      files.finish(outcome);
      return outcome;
    }
  }

  /** The innermost cause says what went wrong; the layers above it only that something did. */
  private static String sentence(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : root.getMessage();
    String first = message.lines().findFirst().orElse("");
    return root.getClass().getSimpleName() + (first.isEmpty() ? "" : ": " + first);
  }

  /** One run while it is under way. */
  private final class Session {

    private final RunConfig config;
    private final Dataset data;
    private final RunListener listener;
    private final MiniBatches train;
    private final MiniBatches test;
    private final long start = System.nanoTime();
    private final Instant startedAt = Instant.now();
    private ComputationGraph net;
    private RuntimeException buildFailure;
    private ISchedule schedule;
    private EpochMetrics last;
    private int step;
    private double secondsBefore;
    private int resumes;

    Session(RunConfig config, Dataset data, RunListener listener) {
      this.config = config;
      this.data = data;
      this.listener = listener;
      ChannelStatistics statistics = data.train().statistics();
      this.train = MiniBatches.training(data, statistics, config.recipe(), config.seed());
      this.test = MiniBatches.test(data, statistics, TEST_BATCH_SIZE);
    }

    /** A network that cannot be built is a failure of the run, which needs its header first. */
    void build() {
      try {
        schedule = config.recipe().learningRates(train.count());
        net = newNetwork();
      } catch (RuntimeException e) {
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
      listener.resumed(last, (long) last.epoch() * data.train().count());
    }

    private ComputationGraph newNetwork() {
      AnActOptions options = config.anact() == null ? AnActOptions.defaults() : config.anact();
      NetworkSpec spec =
          new NetworkSpec(
              config.namedActivation(),
              new InputShape(data.train().channels(), data.train().height(), data.train().width()),
              data.classNames().size(),
              config.seed(),
              options,
              config.recipe().init(),
              config.recipe().optimizer(schedule),
              DataType.FLOAT,
              CNN2DFormat.NHWC);
      return Models.standard().get(config.model()).create(spec);
    }

    Provenance provenance() {
      return new Provenance(
          startedAt.toString(),
          environment.versions().anact(),
          environment.gitCommit(),
          data.checksum(),
          data.train().count(),
          data.test().count(),
          data.classNames().size(),
          net == null ? 0 : net.numParams(),
          environment.settings());
    }

    Outcome run(RunDirectory files) throws IOException {
      if (buildFailure != null) {
        throw buildFailure;
      }
      int first = last == null ? 1 : last.epoch() + 1;
      for (int epoch = first; epoch <= config.recipe().epochs(); epoch++) {
        // What dropout draws in an epoch must not depend on where the run was started.
        Nd4j.getRandom().setSeed(config.seed() * EPOCH_SEEDS + epoch);
        Optional<TrainedEpoch> trained = trainEpoch(files, epoch);
        if (trained.isEmpty()) {
          return diverged(epoch, "the training loss of step " + step + " is no finite number");
        }
        long testStart = System.nanoTime();
        Evaluation evaluation = Evaluation.of(net, test);
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
                trained.get().waitSeconds());
        Map<String, Long> lengths = files.epoch(last, LayerState.of(net));
        files.checkpoint(
            Checkpoint.of(net, new Checkpoint.Progress(step, elapsed(), resumes, last, lengths)));
        listener.epoch(last);
      }
      return outcome(Status.FINISHED, degenerateLayers(), null);
    }

    /** The mean loss of an epoch's mini-batches, and the time that they took. */
    private record TrainedEpoch(double loss, double seconds, double waitSeconds) {}

    /** Trains for an epoch, or up to the first loss that is no finite number. */
    private Optional<TrainedEpoch> trainEpoch(RunDirectory files, int epoch) throws IOException {
      long epochStart = System.nanoTime();
      double lossSum = 0;
      int seen = 0;
      MiniBatches.Epoch images = train.shuffled(epoch);
      try (Prefetch batches = new Prefetch(train.count(), images::batch)) {
        for (int number = 0; number < train.count(); number++) {
          DataSet batch = batches.next();
          net.fit(batch);
          step++;
          double loss = net.score();
          files.step(step, loss);
          if (!Double.isFinite(loss)) {
            return Optional.empty();
          }
          lossSum += loss;
          seen += batch.numExamples();
          listener.step(
              epoch, batch.numExamples(), lossSum / (number + 1), seen / seconds(epochStart));
        }
        return Optional.of(
            new TrainedEpoch(lossSum / train.count(), seconds(epochStart), batches.waitSeconds()));
      }
    }

    /** Layers that left mini-batches out are worth a word even where the run went well. */
    private String degenerateLayers() {
      List<String> names =
          LayerState.of(net).stream()
              .filter(state -> state.statistics().degenerateBatches() > 0)
              .map(
                  state ->
                      "%s (%d)".formatted(state.layer(), state.statistics().degenerateBatches()))
              .toList();
      return names.isEmpty()
          ? ""
          : "mini-batches without usable statistics at " + String.join(", ", names);
    }

    private Outcome diverged(int epoch, String why) {
      return outcome(Status.DIVERGED, "diverged in epoch %d: %s".formatted(epoch, why), epoch);
    }

    Outcome outcome(Status status, String message, Integer divergedEpoch) {
      return new Outcome(
          ResultFormat.VERSION,
          status,
          message,
          divergedEpoch,
          Instant.now().toString(),
          elapsed(),
          resumes,
          last == null ? 0 : last.epoch(),
          last == null ? null : last.testAccuracy(),
          last == null ? null : last.testLoss(),
          last == null ? null : last.trainLoss());
    }

    private double elapsed() {
      return secondsBefore + seconds(start);
    }

    private static double seconds(long since) {
      return (System.nanoTime() - since) / 1e9;
    }
  }
}
