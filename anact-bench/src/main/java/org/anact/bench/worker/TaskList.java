package org.anact.bench.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anact.bench.InputException;
import org.anact.bench.catalog.OwnEntries;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.DataFacts;
import org.anact.bench.run.Recording;
import org.anact.core.backend.NativeBackend;
import org.anact.registry.Shell;
import org.anact.results.ResultFiles;
import org.anact.results.ResultFormat;

/**
 * The runs of a plan by number, as tasks of an engine are told them: the file {@code tasks.jsonl},
 * whose first line has what all of them share, and each further one a run, number 0 first. A run
 * keeps its number for as long as its result directory lasts; those that results ask for later
 * follow.
 *
 * @param common what all runs share
 * @param runs by number
 */
public record TaskList(Common common, List<RunConfig> runs) {

  /** Name of the file in the result directory. */
  public static final String FILE = "tasks.jsonl";

  /**
   * What all runs share.
   *
   * @param formatVersion version of the result format
   * @param codeVersion version of anact that made the plan
   * @param commit of its checkout, which the machine of a task need not know
   * @param dataDirectory folder of the data sets that do not come with the suite
   * @param data facts of each data set by name, to which that of a task must conform
   * @param threads of each run, which decide its numbers; not 0
   * @param helpers whether Deeplearning4j may use its oneDNN helpers
   * @param kernels whether layers use the suite's own kernels
   * @param recording what is recorded of each run besides its losses
   * @param own what the grid defines itself, by absolute paths
   * @param silence seconds after which a process that reports nothing counts as hung
   */
  public record Common(
      int formatVersion,
      String codeVersion,
      String commit,
      String dataDirectory,
      Map<String, DataFacts> data,
      int threads,
      boolean helpers,
      boolean kernels,
      Recording recording,
      OwnEntries own,
      long silence) {

    /** Copies the map. */
    public Common {
      data = Map.copyOf(data);
    }

    /** Returns the settings of the backend. */
    public NativeBackend.Settings backend() {
      return new NativeBackend.Settings(threads, helpers, kernels);
    }
  }

  /** Copies the list. */
  public TaskList {
    runs = List.copyOf(runs);
  }

  /** Writes the list with runs that it does not have yet behind the others, and returns it. */
  public static TaskList extend(Path results, Common common, List<RunConfig> known)
      throws IOException {
    Set<RunConfig> runs = new LinkedHashSet<>();
    if (Files.exists(results.resolve(FILE))) {
      runs.addAll(read(results, 0, Integer.MAX_VALUE).runs());
    }
    runs.addAll(known);
    StringBuilder lines = new StringBuilder(Wire.text(common)).append('\n');
    runs.forEach(run -> lines.append(Wire.text(run)).append('\n'));
    ResultFiles.write(results.resolve(FILE), lines.toString());
    return new TaskList(common, List.copyOf(runs));
  }

  /**
   * Reads some of the runs.
   *
   * @param first number of the first
   * @param count how many, or fewer where the list ends
   * @throws InputException if there is no list, or it is of another version
   */
  public static TaskList read(Path results, int first, int count) throws IOException {
    Path file = results.resolve(FILE);
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Common common = Wire.read(lines.readLine(), Common.class);
      if (common.formatVersion() != ResultFormat.VERSION) {
        throw new InputException(
            "'%s' is of format version %d, and this version of anact reads %d: write the plan again"
                .formatted(file, common.formatVersion(), ResultFormat.VERSION));
      }
      List<RunConfig> runs = new ArrayList<>();
      int number = 0;
      for (String line = lines.readLine();
          line != null && runs.size() < count;
          line = lines.readLine()) {
        if (number++ >= first) {
          runs.add(Wire.read(line, RunConfig.class));
        }
      }
      return new TaskList(common, runs);
    } catch (NoSuchFileException e) {
      throw new InputException(
          "there is no plan in '%s': write one with './anact plan GRID --out %s --write'"
              .formatted(results, Shell.quoted(results)),
          e);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new InputException(
          "'%s' cannot be read (%s): delete it and write the plan again"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  /** Returns how the runs of this list are given to a process, one after the other. */
  public WorkerSettings settings(Path results, Path dataDirectory) {
    return new WorkerSettings(
        results,
        dataDirectory,
        1,
        common.backend(),
        common.recording(),
        common.own(),
        Duration.ofSeconds(common.silence()));
  }
}
