package org.anact.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.results.CsvTable;
import org.anact.results.JsonFiles;
import org.anact.results.ModelChoice;
import org.anact.results.ResultFormat;
import org.anact.results.ResultFormatException;
import org.anact.results.RunHeader;
import org.anact.results.RunReader;

/**
 * Whether a run can resume from what an earlier try of it left. It can where the configuration, the
 * code, the data and the machine are the same, as all of them decide its numbers.
 *
 * @param checkpoint from which the run resumes; none if it starts anew
 * @param reason why a checkpoint that is there is not used, to follow the run's name; empty if one
 *     is used or there is none
 */
record Resumption(Optional<Checkpoint> checkpoint, String reason) {

  static final String CHECKPOINT = "checkpoint.bin";

  /**
   * Looks for a checkpoint.
   *
   * @param target folder of the run's record, which a failure leaves with its checkpoint; it is
   *     moved to {@code partial} if the run resumes from there, and else stays as it is
   * @param partial folder of the run while it is under way
   * @param header of the run that is to be trained
   * @param recording what is recorded of it
   */
  static Resumption of(Path target, Path partial, RunHeader header, Recording recording)
      throws IOException {
    Path folder = Files.exists(partial) ? partial : target;
    if (!Files.exists(folder.resolve(CHECKPOINT))) {
      return new Resumption(Optional.empty(), "");
    }
    List<JsonDifference> other;
    try {
      RunHeader earlier = RunReader.header(folder);
      other = JsonDifference.between(deciding(earlier), deciding(header));
    } catch (ResultFormatException e) {
      return refused("the record of its checkpoint cannot be read");
    }
    if (!other.isEmpty()) {
      return refused(
          other.stream()
              .map(one -> String.join(".", one.path()))
              .collect(Collectors.joining(", ", "its checkpoint was made with another ", "")));
    }
    Optional<Checkpoint> found = Checkpoint.read(folder.resolve(CHECKPOINT));
    if (found.isEmpty()) {
      return refused("its checkpoint is damaged");
    }
    Optional<String> damage = damage(folder, found.get().progress());
    if (damage.isPresent()) {
      return refused(damage.get());
    }
    if (recording.model().equals(Optional.of(ModelChoice.BEST))
        && !hasBestModel(folder, found.get().progress())) {
      return refused("its best network so far was not kept");
    }
    if (folder.equals(target)) {
      RunDirectory.moveBack(target, partial);
    }
    return new Resumption(found, "");
  }

  /** Returns what is wrong with the tables up to where the checkpoint was made. */
  private static Optional<String> damage(Path folder, Checkpoint.Progress progress)
      throws IOException {
    for (CsvTable<?> table :
        Stream.concat(ResultFormat.TABLES.stream(), ResultFormat.MEASURED_TABLES.stream())
            .toList()) {
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

  /**
   * Tells whether the best network so far is that of the checkpoint or the one that is kept, which
   * may be that of the next epoch: it is written before the checkpoint, and again to the same bits.
   */
  private static boolean hasBestModel(Path folder, Checkpoint.Progress progress) {
    int best = progress.best().epoch();
    if (best == progress.last().epoch()) {
      return true;
    }
    Path file = folder.resolve(ResultFormat.MODEL);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      return ModelFile.record(file)
          .filter(model -> model.kept() == ModelChoice.BEST)
          .filter(model -> model.epoch() == best || model.epoch() == progress.last().epoch() + 1)
          .isPresent();
    } catch (InputException e) {
      return false;
    }
  }

  private static Resumption refused(String reason) {
    return new Resumption(Optional.empty(), reason);
  }

  /** Leaves what decides the numbers; the commit does not, beside the code itself. */
  private static JsonNode deciding(RunHeader run) {
    JsonNode header = JsonFiles.tree(run);
    if (header.path("provenance") instanceof ObjectNode provenance) {
      provenance.remove(List.of("startedAt", "gitCommit", "dataPublished"));
      if (provenance.path("environment") instanceof ObjectNode environment) {
        environment.remove(Environment.NOT_DECIDING);
      }
    }
    return header;
  }
}
