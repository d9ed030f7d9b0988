package org.anact.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads a result directory. */
public final class ResultReader {
  private ResultReader() {}

  /**
   * Reads the sweep and every run of it. A run that cannot be read is an entry with its reason and
   * stops nothing.
   *
   * @param directory the result directory
   * @return what it holds
   * @throws ResultFormatException if the directory is missing, is no result directory, or its
   *     {@code sweep.json} is unreadable or of another version
   * @throws IOException if the file system fails
   */
  public static ResultDirectory read(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new ResultFormatException(
          directory + " is no directory; name the folder that a sweep wrote its results to.");
    }
    Path sweepFile = directory.resolve(ResultFormat.SWEEP);
    if (!Files.isRegularFile(sweepFile)) {
      throw new ResultFormatException(
          directory
              + " is no result directory: "
              + ResultFormat.SWEEP
              + " is missing in it; name the folder that a sweep wrote its results to.");
    }
    Sweep sweep = sweep(sweepFile);
    Set<String> complete = folders(directory.resolve(ResultFormat.RUNS));
    Set<String> partial = folders(directory.resolve(ResultFormat.PARTIAL));

    List<RunEntry> entries = new ArrayList<>();
    Set<String> planned = new LinkedHashSet<>();
    for (PlannedRun plan : sweep.runs()) {
      planned.add(plan.id());
      entries.add(entry(directory, plan, complete, partial));
    }
    List<StrayFolder> strays = new ArrayList<>();
    strays(ResultFormat.RUNS, complete, planned, strays);
    strays(ResultFormat.PARTIAL, partial, planned, strays);
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return new ResultDirectory(String.valueOf(name), sweep, entries, strays);
  }

  private static Sweep sweep(Path file) throws IOException {
    JsonFields fields = JsonFields.read(file);
    fields.requireVersion();
    Map<String, PlannedRun> runs = new LinkedHashMap<>();
    for (JsonFields run : fields.objects("runs")) {
      PlannedRun plan =
          new PlannedRun(
              run.text("id"),
              run.text("dataset"),
              run.text("model"),
              run.text("activation"),
              run.longInteger("seed"));
      if (runs.put(plan.id(), plan) != null) {
        throw new ResultFormatException(
            file + ": field 'runs' names '" + plan.id() + "' twice; ids must be unique.");
      }
    }
    return new Sweep(
        fields.text("name"),
        fields.text("description"),
        fields.text("createdAt"),
        fields.indented("grid"),
        fields.text("command"),
        List.copyOf(runs.values()),
        anchors(fields.object("grid")));
  }

  private static List<Anchor> anchors(JsonFields grid) {
    List<Anchor> anchors = new ArrayList<>();
    for (JsonFields anchor : grid.optionalObjects("anchors")) {
      anchors.add(
          new Anchor(
              anchor.text("dataset"),
              anchor.text("model"),
              anchor.text("activation"),
              anchor.number("top1").orElse(Double.NaN),
              anchor.text("recipe"),
              anchor.text("source")));
    }
    return anchors;
  }

  private static RunEntry entry(
      Path directory, PlannedRun plan, Set<String> complete, Set<String> partial)
      throws IOException {
    if (complete.contains(plan.id())) {
      try {
        RunRecord run = RunReader.read(directory.resolve(ResultFormat.RUNS).resolve(plan.id()));
        requireSame(plan, run);
        RunState state = RunState.valueOf(run.outcome().status().name());
        return new RunEntry(plan, state, Optional.of(run), run.outcome().message());
      } catch (ResultFormatException e) {
        // The reason is shown on a page that may leave this machine: no absolute paths.
        String reason =
            e.getMessage().replace(directory + directory.getFileSystem().getSeparator(), "");
        return new RunEntry(plan, RunState.UNREADABLE, Optional.empty(), reason);
      }
    }
    if (partial.contains(plan.id())) {
      return new RunEntry(
          plan, RunState.PARTIAL, Optional.empty(), "It is under way or was cut off.");
    }
    return new RunEntry(
        plan, RunState.MISSING, Optional.empty(), "It was asked for and not started.");
  }

  private static void requireSame(PlannedRun plan, RunRecord run) {
    RunConfig config = run.config();
    PlannedRun asRun =
        new PlannedRun(
            run.id(), config.dataset(), config.model(), config.activation(), config.seed());
    if (!asRun.equals(plan)) {
      throw new ResultFormatException(
          ResultFormat.RUN + ": field 'config' is not what " + ResultFormat.SWEEP + " asked for.");
    }
  }

  private static void strays(
      String parent, Set<String> found, Set<String> planned, List<StrayFolder> strays) {
    for (String name : found) {
      if (!planned.contains(name)) {
        strays.add(
            new StrayFolder(
                parent + "/" + name,
                "It is not among the runs that " + ResultFormat.SWEEP + " asks for."));
      }
    }
  }

  private static Set<String> folders(Path parent) throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(parent)) {
      try (Stream<Path> children = Files.list(parent)) {
        children
            .filter(Files::isDirectory)
            .forEach(child -> names.add(String.valueOf(child.getFileName())));
      }
    }
    return names;
  }
}
