package org.anact.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A run's files as plain text and numbers, read without the code under test. */
record RawRun(
    String model,
    String activation,
    String base,
    int seed,
    boolean finished,
    Map<String, String> options,
    List<Map<String, String>> epochs,
    List<Map<String, String>> steps,
    List<Map<String, String>> signals,
    List<Map<String, String>> weights) {
  static List<RawRun> all(Path directory) throws IOException {
    List<RawRun> runs = new ArrayList<>();
    try (Stream<Path> folders = Files.list(directory.resolve("runs"))) {
      for (Path folder : (Iterable<Path>) folders.sorted()::iterator) {
        JsonNode run = new ObjectMapper().readTree(folder.resolve("run.json").toFile());
        JsonNode outcome = new ObjectMapper().readTree(folder.resolve("outcome.json").toFile());
        JsonNode config = run.get("config");
        runs.add(
            new RawRun(
                config.get("model").asText(),
                config.get("activation").asText(),
                config.get("baseActivation").asText(),
                config.get("seed").asInt(),
                outcome.get("status").asText().equals("FINISHED"),
                options(config),
                csv(folder.resolve("epochs.csv")),
                csv(folder.resolve("steps.csv")),
                csv(folder.resolve("signals.csv")),
                csv(folder.resolve("weights.csv"))));
      }
    }
    return runs;
  }

  private static Map<String, String> options(JsonNode config) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("init", config.get("recipe").path("init").asText());
    config
        .path("anact")
        .properties()
        .forEach(field -> options.put(field.getKey(), field.getValue().asText()));
    return options;
  }

  private static List<Map<String, String>> csv(Path file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      List<String> header = List.of(lines.get(0).split(",", -1));
      for (String line : lines.subList(1, lines.size())) {
        List<String> cells = List.of(line.split(",", -1));
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
          row.put(header.get(i), cells.get(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  double[] column(List<Map<String, String>> rows, String name) {
    return rows.stream()
        .mapToDouble(
            row -> row.get(name).isEmpty() ? Double.NaN : Double.parseDouble(row.get(name)))
        .toArray();
  }

  double[] accuracies() {
    double[] values = column(epochs, "test_accuracy");
    for (int i = 0; i < values.length; i++) {
      values[i] *= 100;
    }
    return values;
  }

  double[] losses() {
    return column(steps, "train_loss");
  }
}
