package org.anact.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.anact.results.ResultFormat;

/**
 * Whether a run can go on from what an earlier try of it left. It can where the configuration, the
 * code, the data and the machine are the same, as all of them decide its numbers.
 *
 * @param checkpoint from which the run goes on; none if it starts anew
 * @param reason why a checkpoint that is there is not used, to follow the run's name; empty if one
 *     is used or there is none
 */
record Resumption(Optional<Checkpoint> checkpoint, String reason) {

  static final String CHECKPOINT = "checkpoint.bin";

  /**
   * Looks for a checkpoint.
   *
   * @param target folder of the run's record, which a failure leaves with its checkpoint
   * @param partial folder of the run while it is under way
   * @param header of the run that is to be trained
   */
  static Resumption of(Path target, Path partial, RunHeader header) throws IOException {
    reopenFailure(target, partial);
    if (!Files.exists(partial.resolve(CHECKPOINT))) {
      return new Resumption(Optional.empty(), "");
    }
    List<JsonDifference> other;
    try {
      JsonNode earlier = JsonFiles.read(partial.resolve(ResultFormat.RUN), JsonNode.class);
      other = JsonDifference.between(deciding(earlier), deciding(JsonFiles.tree(header)));
    } catch (IOException e) {
      return refused("the record of its checkpoint cannot be read");
    }
    if (!other.isEmpty()) {
      return refused(
          other.stream()
              .map(one -> String.join(".", one.path()))
              .collect(Collectors.joining(", ", "its checkpoint was made with another ", "")));
    }
    Optional<Checkpoint> found = Checkpoint.read(partial.resolve(CHECKPOINT));
    if (found.isEmpty()) {
      return refused("its checkpoint is damaged");
    }
    for (Map.Entry<String, Long> file : found.get().progress().fileLengths().entrySet()) {
      Path path = partial.resolve(file.getKey());
      if (!Files.isRegularFile(path) || Files.size(path) < file.getValue()) {
        return refused(file.getKey() + " is shorter than its checkpoint says");
      }
    }
    return new Resumption(found, "");
  }

  private static Resumption refused(String reason) {
    return new Resumption(Optional.empty(), reason);
  }

  /** A run that failed goes on from its checkpoint like one that was cut off. */
  private static void reopenFailure(Path target, Path partial) throws IOException {
    if (Files.exists(partial) || !Files.exists(target.resolve(CHECKPOINT))) {
      return;
    }
    Files.createDirectories(partial.getParent());
    RunDirectory.moveBack(target, partial);
  }

  /** Leaves what decides the numbers; the commit does not, beside the code itself. */
  private static JsonNode deciding(JsonNode header) {
    if (header.path("provenance") instanceof ObjectNode provenance) {
      provenance.remove(List.of("startedAt", "gitCommit"));
      if (provenance.path("environment") instanceof ObjectNode environment) {
        environment.remove(Environment.NOT_DECIDING);
      }
    }
    return header;
  }
}
