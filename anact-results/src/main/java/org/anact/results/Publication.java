package org.anact.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Copies the records of a result directory into a smaller one that can be published: its tables are
 * compressed, and of what was measured in a run, the first step and the last one of every epoch
 * stay. Every reader of results reads it like the original.
 */
public final class Publication {
  private Publication() {}

  /**
   * What a publication has.
   *
   * @param added runs that were copied now
   * @param kept runs that it had before, which stay as they are
   * @param left runs without a sound record, which are planned there and missing
   */
  public record Contents(int added, int kept, List<RunEntry> left) {}

  /**
   * Publishes a result directory. A directory that it was published to before takes what has been
   * added since; what it has is not changed.
   *
   * @param results the result directory
   * @param target new, or an earlier publication of the same sweep
   * @throws ResultFormatException if {@code results} is not a result directory, or {@code target}
   *     holds something else than a part of it
   * @throws IOException if {@code target} cannot be written
   */
  public static Contents write(Path results, Path target) throws IOException {
    ResultDirectory source = ResultReader.read(results);
    requirePart(source, results, target);
    Path runs = Files.createDirectories(target.resolve(ResultFormat.RUNS));
    Path partial = Files.createDirectories(target.resolve(ResultFormat.PARTIAL));
    JsonFiles.write(target.resolve(ResultFormat.SWEEP), source.sweep());
    int added = 0;
    int kept = 0;
    for (RunRecord run : source.runs().toList()) {
      Path folder = runs.resolve(run.id());
      if (Files.exists(folder)) {
        kept++;
      } else {
        Path fresh = Files.createDirectories(partial.resolve(run.id()));
        copy(run, results.resolve(ResultFormat.RUNS).resolve(run.id()), fresh);
        Files.move(fresh, folder);
        added++;
      }
    }
    Files.delete(partial);
    return new Contents(
        added, kept, source.entries().stream().filter(entry -> entry.run().isEmpty()).toList());
  }

  private static void requirePart(ResultDirectory source, Path results, Path target)
      throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (Files.isSameFile(results, target)) {
      throw new ResultFormatException(
          target + " is the result directory itself; name a folder of its own to publish to.");
    }
    if (!Files.isDirectory(target)) {
      throw new ResultFormatException(target + " is a file; name a folder to publish to.");
    }
    try (Stream<Path> children = Files.list(target)) {
      if (children.findAny().isEmpty()) {
        return;
      }
    }
    ResultDirectory earlier = ResultReader.read(target);
    Set<String> known = source.runs().map(RunRecord::id).collect(Collectors.toSet());
    Optional<String> unknown =
        Stream.concat(
                earlier.runs().map(RunRecord::id).filter(id -> !known.contains(id)),
                earlier.strays().stream().map(ResultDirectory.StrayFolder::path))
            .findFirst();
    if (!earlier.sweep().name().equals(source.sweep().name()) || unknown.isPresent()) {
      throw new ResultFormatException(
          "%s holds results that %s does not have (%s); name another folder."
              .formatted(target, results, unknown.orElse("grid '" + earlier.sweep().name() + "'")));
    }
  }

  private static void copy(RunRecord run, Path from, Path to) throws IOException {
    for (String name : List.of(ResultFormat.RUN, ResultFormat.OUTCOME)) {
      Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    for (CsvTable<?> table : ResultFormat.TABLES) {
      if (table.isIn(from)) {
        compress(ResultFiles.read(from.resolve(table.file())), to, table);
      }
    }
    Set<Integer> steps = keptSteps(run);
    for (CsvTable<?> table : ResultFormat.MEASURED_TABLES) {
      if (table.isIn(from)) {
        compress(thinned(ResultFiles.read(from.resolve(table.file())), steps), to, table);
      }
    }
  }

  private static void compress(String text, Path folder, CsvTable<?> table) throws IOException {
    ResultFiles.write(
        ResultFiles.compressed(folder.resolve(table.file())),
        out -> {
          GZIPOutputStream packed = new GZIPOutputStream(out);
          packed.write(text.getBytes(StandardCharsets.UTF_8));
          packed.finish();
        });
  }

  /** Returns the first recorded step, and the last one of every epoch. */
  private static Set<Integer> keptSteps(RunRecord run) {
    List<Integer> steps =
        run.signals().stream().flatMap(List::stream).map(SignalRow::step).distinct().toList();
    int perEpoch = Math.max(1, run.stepsPerEpoch());
    Set<Integer> kept = new HashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      boolean first = i == 0;
      boolean last = i == steps.size() - 1;
      if (first || last || (steps.get(i) - 1) / perEpoch < (steps.get(i + 1) - 1) / perEpoch) {
        kept.add(steps.get(i));
      }
    }
    return kept;
  }

  private static String thinned(String text, Set<Integer> steps) {
    String header = text.lines().findFirst().orElse("");
    return Stream.concat(
            Stream.of(header),
            text.lines()
                .skip(1)
                .filter(row -> steps.contains(Integer.valueOf(row.substring(0, row.indexOf(','))))))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
