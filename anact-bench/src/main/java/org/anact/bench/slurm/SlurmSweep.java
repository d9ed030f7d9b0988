package org.anact.bench.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.anact.bench.InputException;
import org.anact.bench.Numbers;
import org.anact.bench.sweep.Sweep;
import org.anact.results.ResultFiles;

/**
 * Gives the runs of a sweep to Slurm, wave by wave: an array of all runs that are known, and behind
 * it a job that repeats the command. That one submits the runs that results ask for now, and those
 * whose tasks were cut off, or makes the report. Whatever is repeated, and how often, no wave is
 * submitted while another is in the queue, or after one in which nothing got further.
 */
public final class SlurmSweep {

  /** Environment variable that tells a command its wave; a user's own is the first. */
  private static final String WAVE = "ANACT_SLURM_WAVE";

  /** Slurm's default for the largest index of an array, and one; {@code MaxArraySize}. */
  private static final int BLOCK = 1000;

  private final Path results;
  private final String task;
  private final String command;
  private final List<String> options;
  private final Optional<Integer> limit;
  private final Map<String, String> environment;
  private final Slurm slurm;

  /**
   * Makes a sweep.
   *
   * @param results the result directory, which all nodes see by the same path
   * @param task a command, as a shell takes it, that trains the run whose number follows it
   * @param command the whole command as a shell takes it, to be repeated in the same folder
   * @param options of sbatch, for all jobs
   * @param limit runs at the same time; empty for what Slurm allows
   * @param environment of this process
   */
  public SlurmSweep(
      Path results,
      String task,
      String command,
      List<String> options,
      Optional<Integer> limit,
      Map<String, String> environment) {
    this.results = results.toAbsolutePath().normalize();
    this.task = task;
    this.command = command;
    this.options = List.copyOf(options);
    this.limit = limit;
    this.environment = environment;
    this.slurm = new Slurm(environment.getOrDefault("PATH", ""));
    for (String option : options) {
      if (option.equals("-a") || option.startsWith("--array")) {
        throw new InputException(
            "'%s' is what anact gives to sbatch itself: leave it out; --jobs N limits the runs at a"
                    .formatted(option)
                + " time");
      }
    }
  }

  /** Whether this command follows a wave, so that failures of it are not tried again. */
  public boolean follows() {
    return wave() > 1;
  }

  private int wave() {
    String text = environment.getOrDefault(WAVE, "1");
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 1;
  }

  /** Returns what is in the queue for this directory, in a line; empty if nothing is. */
  public Optional<String> queued() throws IOException {
    Optional<Wave> last = Wave.read(results);
    String self = environment.getOrDefault("SLURM_JOB_ID", "");
    return last.isPresent() && last.get().isQueued(slurm, self)
        ? Wave.inQueue(results, slurm.path())
        : Optional.empty();
  }

  /**
   * Submits what a plan has to train, and what follows it.
   *
   * @param plan written by this command
   * @param threads of each run
   * @param name of the sweep
   * @param console receives what was submitted
   * @return whether anything was; not if nothing is left, or if the last wave has brought nothing
   */
  public boolean submit(Sweep.Plan plan, int threads, String name, Consumer<String> console)
      throws IOException {
    Optional<Wave> last = follows() ? Wave.read(results) : Optional.empty();
    if (plan.toTrain().isEmpty()) {
      return false;
    }
    Path folder = Files.createDirectories(results.resolve(Wave.FOLDER));
    if (last.isPresent() && !last.get().isBehind(plan)) {
      console.accept(
          "no run of wave %d has ended or got further, so that none is submitted again; '%s' has"
                  .formatted(last.get().number(), folder)
              + " what their tasks printed; the same command tries once more");
      return false;
    }
    List<String> arrays = new ArrayList<>();
    Map<Integer, List<Integer>> blocks = new TreeMap<>();
    for (int number : plan.toTrain()) {
      blocks
          .computeIfAbsent(number / BLOCK * BLOCK, block -> new ArrayList<>())
          .add(number % BLOCK);
    }
    for (Map.Entry<Integer, List<Integer>> block : blocks.entrySet()) {
      String each = limit.map(all -> "%" + Math.max(1, all / blocks.size())).orElse("");
      Path script =
          script(
              "task-%d.sh".formatted(block.getKey()),
              "exec %s $((SLURM_ARRAY_TASK_ID + %d))".formatted(task, block.getKey()));
      arrays.add(
          slurm.submit(
              arguments(
                  List.of(
                      "--job-name=anact-" + name,
                      "--cpus-per-task=" + threads,
                      "--open-mode=append",
                      "--output=" + folder.resolve("%A_%a.out")),
                  List.of("--requeue", "--array=" + Numbers.ranges(block.getValue()) + each),
                  script)));
    }
    int wave = wave();
    Path script = script("next.sh", "export %s=%d%nexec %s".formatted(WAVE, wave + 1, command));
    String next =
        slurm.submit(
            arguments(
                List.of(
                    "--job-name=anact-next-" + name, "--output=" + folder.resolve("next-%j.out")),
                List.of("--cpus-per-task=1", "--dependency=afterany:" + String.join(":", arrays)),
                script));
    new Wave(wave, arrays, next, plan.ended(), plan.steps()).write(results);
    console.accept(
        "submitted wave %d: array %s of %s, and job %s, which submits what their results ask"
                .formatted(
                    wave,
                    String.join(", ", arrays),
                    Numbers.count(plan.toTrain().size(), "run", "runs"),
                    next)
            + " for or makes the report");
    return true;
  }

  /** What a user gives comes after what can be another, and before what cannot. */
  private List<String> arguments(List<String> before, List<String> after, Path script) {
    List<String> arguments = new ArrayList<>(before);
    arguments.addAll(options);
    arguments.addAll(after);
    arguments.add(script.toString());
    return arguments;
  }

  private Path script(String name, String line) throws IOException {
    Path script = results.resolve(Wave.FOLDER).resolve(name);
    ResultFiles.write(script, "#!/bin/bash\n" + line + "\n");
    return script;
  }
}
