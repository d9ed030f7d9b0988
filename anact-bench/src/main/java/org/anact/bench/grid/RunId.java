package org.anact.bench.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The id of a run: its names and its seed for the reader, and a hash of every setting whose value
 * is not that of a fixed table. A new option joins the table with the value that means what was
 * done before there was one, so that the ids of runs that do not use it stay. The table does not
 * follow {@link Recipe#defaults()}: a default that changes changes the ids of the runs that it
 * changes.
 */
final class RunId {

  private static final int HASH_DIGITS = 8;

  private static final JsonMapper MAPPER = new JsonMapper();

  /** The table of format 1; no value in it may ever change. */
  private static final String TABLE =
      """
      {"recipe": {
         "epochs": 10, "batchSize": 128, "learningRate": 0.05, "momentum": 0.9,
         "weightDecay": 5.0E-4, "decayNormsAndBiases": false, "clipNorm": 0.0,
         "labelSmoothing": 0.0, "schedule": "COSINE", "warmupSteps": 0, "warmupEpochs": 0.0,
         "milestones": [], "factor": 0.1,
         "augmentation": {
           "padCrop": 0, "flip": false, "rotation": 0.0, "cutout": 0, "mixup": 0.0},
         "init": "FAIR"},
       "anact": {
         "target": "BALANCED", "rhoForm": "RAW", "centre": true, "learnableAlpha": true,
         "statistics": "RUNNING", "momentum": 0.9, "bounds": "CLAMP", "lowerBound": 0.8,
         "upperBound": 1.2, "alphaBound": 0.3}}
      """;

  private RunId() {}

  static String of(RunConfig run) {
    return String.join(
        "_",
        run.dataset(),
        run.model(),
        run.activation(),
        "s" + run.seed(),
        hash(run).substring(0, HASH_DIGITS));
  }

  /** Returns the settings of a run as the table has them. */
  static Map<String, JsonNode> settings(RunConfig run) {
    try {
      JsonNode config = MAPPER.readTree(MAPPER.writeValueAsBytes(run));
      Map<String, JsonNode> settings = new TreeMap<>();
      flatten("recipe", config.path("recipe"), settings);
      flatten("anact", config.path("anact"), settings);
      flatten("validation", config.path("validation"), settings);
      flatten("formula", config.path("formula"), settings);
      return settings;
    } catch (IOException e) {
      throw new IllegalStateException("a run's configuration cannot be written", e);
    }
  }

  /** Returns the table. */
  static Map<String, JsonNode> table() {
    try {
      Map<String, JsonNode> table = new TreeMap<>();
      MAPPER
          .readTree(TABLE)
          .properties()
          .forEach(part -> flatten(part.getKey(), part.getValue(), table));
      return table;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void flatten(String path, JsonNode node, Map<String, JsonNode> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> flatten(path + "." + field.getKey(), field.getValue(), into));
    } else if (!node.isMissingNode()) {
      into.put(path, node);
    }
  }

  private static String hash(RunConfig run) {
    StringBuilder text = new StringBuilder("anact run 1\n");
    text.append(run.dataset()).append('\n').append(run.model()).append('\n');
    text.append(run.activation()).append('\n').append(run.seed()).append('\n');
    Map<String, JsonNode> changed = settings(run);
    changed.entrySet().removeAll(table().entrySet());
    changed.forEach((field, value) -> text.append(field).append('=').append(value).append('\n'));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
