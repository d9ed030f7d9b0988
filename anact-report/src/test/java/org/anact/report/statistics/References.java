package org.anact.report.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.StreamSupport;

/** Figures carried over from other implementations; each file says how they were made. */
final class References {
  private References() {}

  static JsonNode read(String file) throws IOException {
    try (InputStream stream = References.class.getResourceAsStream(file)) {
      return new ObjectMapper().readTree(stream);
    }
  }

  static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  static ScoreMatrix matrix(JsonNode rows) {
    return ScoreMatrix.of(
        StreamSupport.stream(rows.spliterator(), false)
            .map(References::numbers)
            .toArray(double[][]::new));
  }
}
