package org.anact.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.anact.bench.worker.SparkLines;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The driver program: a Spark job of one task for each run that the sweep hands over on standard
 * input. The task starts the run's process on its executor; Spark starts the task again elsewhere
 * if that is lost.
 */
public final class SweepDriver {

  private final JavaSparkContext spark;
  private final List<String> command;
  private final ExecutorService waiting = Executors.newCachedThreadPool();

  private SweepDriver(JavaSparkContext spark, List<String> command) {
    this.spark = spark;
    this.command = command;
  }

  /** Runs until standard input ends. The arguments are the command of a run's process. */
  public static void main(String[] command) throws IOException {
    try (JavaSparkContext spark = new JavaSparkContext(new SparkConf())) {
      spark.sc().addSparkListener(new LostTasks());
      Output.tell(
          SparkLines.READY,
          "Spark %s, application %s%s"
              .formatted(
                  spark.version(),
                  spark.sc().applicationId(),
                  spark.sc().uiWebUrl().isDefined() ? ", " + spark.sc().uiWebUrl().get() : ""));
      new SweepDriver(spark, List.of(command)).serve();
      spark.sc().cancelAllJobs();
    }
    System.exit(0);
  }

  private void serve() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case SparkLines.START -> start(words[1], words[2]);
        case SparkLines.CANCEL -> spark.cancelJobGroup(words[1]);
        default -> throw new IOException("the sweep says '" + line + "'");
      }
    }
  }

  private void start(String id, String job) {
    spark.setJobGroup(id, "run " + id, true);
    JavaFutureAction<List<String>> end =
        spark.parallelize(List.of(job), 1).map(new RunTask(id, command)).collectAsync();
    waiting.execute(() -> await(id, end));
  }

  private static void await(String id, JavaFutureAction<List<String>> end) {
    try {
      List<String> lines = end.get().get(0).lines().toList();
      Output.tell(SparkLines.OUT, id, lines.get(1));
      lines.subList(2, lines.size()).forEach(line -> Output.tell(SparkLines.LOG, id, line));
      Output.tell(SparkLines.ENDED, id, lines.get(0));
    } catch (ExecutionException e) {
      Output.tell(SparkLines.FAILED, id, String.valueOf(e.getCause().getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
