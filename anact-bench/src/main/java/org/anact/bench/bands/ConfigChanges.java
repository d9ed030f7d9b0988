package org.anact.bench.bands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.anact.bench.run.JsonDifference;
import org.anact.results.JsonFiles;

/** Differences between the configurations of a band file and those of its reference. */
final class ConfigChanges {

  private ConfigChanges() {}

  /** Returns an arm's configuration as a reference has it, without the seed. */
  static JsonNode config(BandArm arm) {
    ObjectNode config = (ObjectNode) JsonFiles.tree(arm.template());
    config.remove("seed");
    return config;
  }

  /** Returns a sentence for each field that differs. */
  static List<String> of(Reference reference, Band band) {
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < band.arms().size(); i++) {
      BandArm arm = band.arms().get(i);
      JsonDifference.between(reference.arms().get(i).config(), config(arm))
          .forEach(one -> changes.add(sentence(arm, one)));
    }
    return changes;
  }

  private static String sentence(BandArm arm, JsonDifference one) {
    return "%s %s is %s, and was %s in the reference"
        .formatted(arm.label(), String.join(" ", one.path()), text(one.is()), text(one.was()));
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? "absent" : node.toString();
  }
}
