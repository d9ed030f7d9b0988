package org.anact.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A field in which two objects differ.
 *
 * @param path names of the fields that lead to it
 * @param was value in the first object; a missing node if it has none
 * @param is value in the second object; likewise
 */
public record JsonDifference(List<String> path, JsonNode was, JsonNode is) {

  /** Copies the path. */
  public JsonDifference {
    path = List.copyOf(path);
  }

  /** Returns all differences, by the names of the fields. */
  public static List<JsonDifference> between(JsonNode was, JsonNode is) {
    List<JsonDifference> differences = new ArrayList<>();
    collect(List.of(), was, is, differences);
    return differences;
  }

  private static void collect(
      List<String> path, JsonNode was, JsonNode is, List<JsonDifference> differences) {
    if (was.isObject() && is.isObject()) {
      TreeSet<String> fields = new TreeSet<>();
      was.fieldNames().forEachRemaining(fields::add);
      is.fieldNames().forEachRemaining(fields::add);
      for (String field : fields) {
        List<String> inner = new ArrayList<>(path);
        inner.add(field);
        collect(inner, was.path(field), is.path(field), differences);
      }
    } else if (!was.equals(is)) {
      differences.add(new JsonDifference(path, was, is));
    }
  }
}
