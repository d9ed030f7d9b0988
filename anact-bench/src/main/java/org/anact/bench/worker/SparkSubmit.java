package org.anact.bench.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.core.backend.NativeBackend;

/**
 * The cluster's own {@code spark-submit}, in client mode, with the driver program of the module
 * anact-spark. Options of the user come after these and win.
 */
public final class SparkSubmit implements SparkWorkers.Launcher {

  /** System property with the jar of the module anact-spark, which the launcher sets. */
  public static final String JAR_PROPERTY = "anact.spark";

  private static final String HOME = "SPARK_HOME";
  private static final String CLASSES = "ANACT_CLASSPATH";

  /** What a worker process gets of this one's environment, beside what native code reads. */
  private static final List<String> HANDED_ON = List.of("ANACT_CACHE", "LC_ALL");

  private final List<String> command;
  private final Path log;

  private SparkSubmit(List<String> command, Path log) {
    this.command = List.copyOf(command);
    this.log = log;
  }

  /**
   * Prepares the call.
   *
   * @param environment variables of this process
   * @param jar value of {@link #JAR_PROPERTY}, may be null
   * @param options of the user, for {@code spark-submit}
   * @param name of the application
   * @param threads of each run, which are the cores of its task
   * @param log file that takes what Spark logs
   * @throws InputException if there is no {@code spark-submit}, the module is not built, or an
   *     option cannot be used
   */
  public static SparkSubmit of(
      Map<String, String> environment,
      String jar,
      List<String> options,
      String name,
      int threads,
      Path log) {
    if (jar == null || !Files.isRegularFile(Path.of(jar))) {
      throw new InputException(
          "the module anact-spark is not built: start with ./anact, which builds it for --on"
              + " spark");
    }
    String previous = "";
    for (String option : options) {
      if (option.equals("--deploy-mode=cluster")
          || (previous.equals("--deploy-mode") && option.equals("cluster"))) {
        throw new InputException(
            "--deploy-mode is cluster: leave it out, as the sweep itself runs here, in client"
                + " mode");
      }
      previous = option;
    }
    List<String> command = new ArrayList<>();
    command.add(program(environment).toString());
    command.addAll(List.of("--name", name, "--class", "org.anact.spark.SweepDriver"));
    settings(jar, options, threads).forEach(one -> command.addAll(List.of("--conf", one)));
    command.addAll(options);
    command.add(jar);
    command.addAll(worker(environment));
    return new SparkSubmit(command, log);
  }

  private static Path program(Map<String, String> environment) {
    String home = environment.get(HOME);
    if (home != null) {
      Path program = Path.of(home, "bin", "spark-submit");
      if (!Files.isExecutable(program)) {
        throw new InputException(
            "%s is '%s', which has no bin/spark-submit: set it to the folder of the cluster's Spark"
                .formatted(HOME, home));
      }
      return program;
    }
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "spark-submit"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "there is no spark-submit on PATH: set %s to the folder of the cluster's Spark"
                        .formatted(HOME)));
  }

  private static List<String> settings(String jar, List<String> options, int threads) {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    List<String> settings = new ArrayList<>();
    // An executor has one run, so that its memory is that of one, and its end, that of one.
    settings.add("spark.task.cpus=" + threads);
    settings.add("spark.executor.cores=" + threads);
    settings.add("spark.executor.memoryOverhead=" + 2 * heap + "m");
    settings.add("spark.executor.extraClassPath=" + jar);
    settings.add("spark.plugins=org.anact.spark.Relay");
    // Two copies of one run would write to the same files.
    settings.add("spark.speculation=false");
    // An executor that cannot reach the driver ends before the driver gives its run to another.
    settings.add("spark.executor.heartbeatInterval=10s");
    settings.add("spark.executor.heartbeat.maxFailures=6");
    settings.add("spark.network.timeout=120s");
    String all = String.join(" ", options).replace("--master=", "--master ");
    // These make the secret themselves; a standalone cluster has to be told it beforehand.
    if (all.contains("--master yarn") || all.contains("--master k8s:")) {
      settings.add("spark.authenticate=true");
    }
    return settings;
  }

  /** Files have the same place everywhere; variables that change numbers, the same value. */
  private static List<String> worker(Map<String, String> environment) {
    List<String> command = new ArrayList<>(List.of("env"));
    environment.entrySet().stream()
        .filter(one -> HANDED_ON.contains(one.getKey()) || NativeBackend.reads(one.getKey()))
        .map(one -> one.getKey() + "=" + one.getValue())
        .sorted()
        .forEach(command::add);
    if (environment.containsKey(CLASSES)) {
      command.add(CLASSES + "=" + absolute(environment.get(CLASSES)));
    }
    List<String> java = Workers.command();
    int classPath = java.indexOf("-cp") + 1;
    java.set(classPath, absolute(java.get(classPath)));
    command.addAll(java);
    return command;
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns the command line. */
  public List<String> command() {
    return command;
  }

  @Override
  public Process start() throws IOException {
    return new ProcessBuilder(command).redirectError(log.toFile()).start();
  }
}
