package org.anact.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.results.CsvTable;
import org.anact.results.JsonFiles;
import org.anact.results.KeptModel;
import org.anact.results.ModelChoice;
import org.anact.results.ResultFormat;
import org.anact.results.ResultFormatException;
import org.anact.results.RunHeader;
import org.anact.results.RunReader;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.file.PathUtils;

/**
 * Whether a run can resume from what earlier attempts at it left. It can where the configuration,
 * the code, the data and the machine are the same, as all of them decide its numbers.
 *
 * @param checkpoint from which the run resumes; none if it starts anew
 * @param startedAt when the attempt began that made it
 * @param reason why a checkpoint that is there is not used, to follow the run's name; empty if one
 *     is used or there is none
 */
record Resumption(Optional<Checkpoint> checkpoint, Optional<String> startedAt, String reason) {

  static final String CHECKPOINT = "checkpoint.bin";

  /**
   * Copies the newest sound checkpoint, the tables up to where it was made, and the kept network.
   * Attempts that are still being written to may be among the earlier ones.
   *
   * @param own folder of the new attempt
   * @param earlier folders of others and that of the run's record, which a failure leaves with its
   *     checkpoint
   * @param header of the run that is to be trained
   * @param recording what is recorded of it
   */
  static Resumption into(Path own, List<Path> earlier, RunHeader header, Recording recording)
      throws IOException {
    String reason = "";
    for (Path folder : newestFirst(earlier)) {
      Resumption one = from(folder, own, header, recording.model());
      if (one.checkpoint().isPresent()) {
        return one;
      }
      reason = reason.isEmpty() ? one.reason() : reason;
    }
    return refused(reason);
  }

  /**
   * Copies the newest sound checkpoint with its tables, network and header, whatever made it, for
   * the record of a failure.
   */
  static Optional<Checkpoint> whatever(Path own, List<Path> earlier) throws IOException {
    for (Path folder : newestFirst(earlier)) {
      Optional<RunHeader> header = header(folder);
      if (header.isPresent()) {
        Optional<Checkpoint> found = from(folder, own, header.get(), Optional.empty()).checkpoint();
        if (found.isPresent()) {
          Files.copy(folder.resolve(ResultFormat.RUN), own.resolve(ResultFormat.RUN));
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<RunHeader> header(Path folder) {
    try {
      return Optional.of(RunReader.header(folder));
    } catch (ResultFormatException e) {
      return Optional.empty();
    }
  }

  private static List<Path> newestFirst(List<Path> folders) {
    return folders.stream()
        .filter(folder -> Files.exists(folder.resolve(CHECKPOINT)))
        .sorted(
            Comparator.comparing((Path folder) -> Checkpoint.step(folder.resolve(CHECKPOINT)))
                .reversed())
        .toList();
  }

  private static Resumption from(
      Path folder, Path own, RunHeader header, Optional<ModelChoice> model) throws IOException {
    Optional<RunHeader> earlier = header(folder);
    if (earlier.isEmpty()) {
      return refused("the record of its checkpoint cannot be read");
    }
    List<JsonDifference> other = JsonDifference.between(deciding(earlier.get()), deciding(header));
    if (!other.isEmpty()) {
      return refused(
          other.stream()
              .map(one -> String.join(".", one.path()))
              .collect(Collectors.joining(", ", "its checkpoint was made with another ", "")));
    }
    Optional<Checkpoint> found;
    Optional<String> damage;
    try {
      // First the checkpoint, then the tables, which have what it needs and only grow.
      Files.copy(folder.resolve(CHECKPOINT), own.resolve(CHECKPOINT));
      found = Checkpoint.read(own.resolve(CHECKPOINT));
      if (found.isPresent()) {
        copyTables(folder, own, found.get().progress());
        copyModel(folder, own);
      }
      damage =
          found.isEmpty()
              ? Optional.of("its checkpoint is damaged")
              : damage(own, found.get().progress());
      if (damage.isEmpty()) {
        damage = missing(model, own, found.get().progress());
      }
    } catch (NoSuchFileException e) {
      // The attempt has ended and is gone.
      found = Optional.empty();
      damage = Optional.of("");
    }
    if (damage.isPresent()) {
      PathUtils.cleanDirectory(own);
      return refused(damage.get());
    }
    return new Resumption(found, Optional.of(earlier.get().provenance().startedAt()), "");
  }

  private static void copyTables(Path folder, Path own, Checkpoint.Progress progress)
      throws IOException {
    for (CsvTable<?> table : tables()) {
      Long length = progress.fileLengths().get(table.file());
      if (length != null && Files.isRegularFile(folder.resolve(table.file()))) {
        try (InputStream in = Files.newInputStream(folder.resolve(table.file()));
            OutputStream out = Files.newOutputStream(own.resolve(table.file()))) {
          IOUtils.copyLarge(in, out, 0, length);
        }
      }
    }
  }

  private static void copyModel(Path folder, Path own) throws IOException {
    if (Files.exists(folder.resolve(ResultFormat.MODEL))) {
      Files.copy(folder.resolve(ResultFormat.MODEL), own.resolve(ResultFormat.MODEL));
    }
  }

  /**
   * Returns what is missing if the best network is wanted. That of the best epoch so far is the
   * checkpoint's or the one that is kept, unless that is of a later epoch, whose network will come
   * again to the same bits.
   */
  private static Optional<String> missing(
      Optional<ModelChoice> model, Path own, Checkpoint.Progress progress) {
    int best = progress.best().epoch();
    int last = progress.last().epoch();
    if (model.filter(ModelChoice.BEST::equals).isEmpty() || best == last) {
      return Optional.empty();
    }
    Path file = own.resolve(ResultFormat.MODEL);
    Optional<KeptModel> kept = Optional.empty();
    try {
      kept = Files.exists(file) ? ModelFile.record(file) : kept;
    } catch (InputException e) {
      // A damaged file is none.
    }
    return kept.filter(one -> one.kept() == ModelChoice.BEST)
            .filter(one -> one.epoch() == best || one.epoch() > last)
            .isPresent()
        ? Optional.empty()
        : Optional.of("its best network so far was not kept");
  }

  private static List<CsvTable<?>> tables() {
    return Stream.concat(ResultFormat.TABLES.stream(), ResultFormat.MEASURED_TABLES.stream())
        .toList();
  }

  /** Returns what is wrong with the tables up to where the checkpoint was made. */
  private static Optional<String> damage(Path folder, Checkpoint.Progress progress)
      throws IOException {
    for (CsvTable<?> table : tables()) {
      Long length = progress.fileLengths().get(table.file());
      if (length == null) {
        continue;
      }
      Path path = folder.resolve(table.file());
      if (!Files.isRegularFile(path) || Files.size(path) < length) {
        return Optional.of(table.file() + " is shorter than its checkpoint says");
      }
      List<?> rows;
      try {
        rows = table.read(folder, length);
      } catch (ResultFormatException e) {
        return Optional.of(table.file() + " is damaged");
      }
      boolean steps = table == ResultFormat.STEPS && rows.size() != progress.step();
      if (steps || (table == ResultFormat.EPOCHS && rows.size() != progress.last().epoch())) {
        return Optional.of(table.file() + " has other rows than its checkpoint says");
      }
    }
    return Optional.empty();
  }

  private static Resumption refused(String reason) {
    return new Resumption(Optional.empty(), Optional.empty(), reason);
  }

  /** Leaves what decides the numbers; the commit does not, beside the code itself. */
  private static JsonNode deciding(RunHeader run) {
    JsonNode header = JsonFiles.tree(run);
    if (header.path("provenance") instanceof ObjectNode provenance) {
      provenance.remove(List.of("startedAt", "gitCommit", "dataPublished", "place"));
      if (provenance.path("environment") instanceof ObjectNode environment) {
        environment.remove(Environment.NOT_DECIDING);
      }
    }
    return header;
  }
}
