package org.anact.bench.bands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.anact.bench.run.JsonFiles;

/** In what the configurations of a band file are not those that its reference was made with. */
final class ConfigChanges {

  private ConfigChanges() {}

  /** Returns an arm's configuration as a reference has it, without the seed. */
  static JsonNode config(Arm arm) {
    ObjectNode config = (ObjectNode) JsonFiles.tree(arm.template());
    config.remove("seed");
    return config;
  }

  /** Returns a sentence for each field that differs. */
  static List<String> of(Reference reference, Band band) {
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < band.arms().size(); i++) {
      Arm arm = band.arms().get(i);
      compare(arm.label(), reference.arms().get(i).config(), config(arm), changes);
    }
    return changes;
  }

  private static void compare(String path, JsonNode was, JsonNode is, List<String> changes) {
    if (was.isObject() && is.isObject()) {
      TreeSet<String> fields = new TreeSet<>();
      was.fieldNames().forEachRemaining(fields::add);
      is.fieldNames().forEachRemaining(fields::add);
      fields.forEach(
          field -> compare(path + " " + field, was.path(field), is.path(field), changes));
    } else if (!was.equals(is)) {
      changes.add("%s is %s, and was %s in the reference".formatted(path, text(is), text(was)));
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? "absent" : node.toString();
  }
}
