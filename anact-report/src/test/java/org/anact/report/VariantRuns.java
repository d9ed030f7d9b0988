package org.anact.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.anact.results.ResultFormat;

/**
 * Further runs of a made-up sweep, with one option changed.
 *
 * @param part of the configuration, {@code recipe} or {@code anact}
 * @param option the option
 * @param value its value in these runs
 * @param lost how much lower their accuracy is, between 0 and 1
 */
record VariantRuns(String part, String option, String value, double lost) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ACCURACY = 5;

  /** Adds a copy of each run whose configuration has the part; vanilla runs have no options. */
  void addTo(Path directory) throws IOException {
    Path file = directory.resolve(ResultFormat.SWEEP);
    ObjectNode sweep = (ObjectNode) JSON.readTree(Files.readString(file));
    List<JsonNode> planned = new ArrayList<>();
    sweep.get("runs").forEach(planned::add);
    for (JsonNode plan : planned) {
      Path folder = directory.resolve(ResultFormat.RUNS).resolve(plan.get("id").asText());
      ObjectNode run = (ObjectNode) JSON.readTree(folder.resolve("run.json").toFile());
      if (run.get("config").has(part)) {
        String id = plan.get("id").asText() + "-" + option + value;
        copy(folder, directory.resolve(ResultFormat.RUNS).resolve(id), run.put("id", id));
        sweep.withArray("runs").add(((ObjectNode) plan.deepCopy()).put("id", id));
      }
    }
    RunFiles.json(file, sweep);
  }

  private void copy(Path from, Path to, ObjectNode run) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    ((ObjectNode) run.get("config").get(part)).put(option, value);
    RunFiles.json(to.resolve(ResultFormat.RUN), run);
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(to.resolve(ResultFormat.EPOCHS.file()))) {
      List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
      if (!lines.isEmpty()) {
        cells.set(ACCURACY, String.valueOf(Double.parseDouble(cells.get(ACCURACY)) - lost));
      }
      lines.add(String.join(",", cells));
    }
    Files.write(to.resolve(ResultFormat.EPOCHS.file()), lines);
    Path file = to.resolve(ResultFormat.OUTCOME);
    ObjectNode outcome = (ObjectNode) JSON.readTree(file.toFile());
    outcome.put("finalTestAccuracy", outcome.get("finalTestAccuracy").asDouble() - lost);
    RunFiles.json(file, outcome);
  }
}
