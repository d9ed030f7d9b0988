package org.anact.bench.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.anact.bench.yaml.Settings;
import org.anact.bench.yaml.Yaml;

/**
 * A fault that the tests must notice.
 *
 * @param name in a few words
 * @param breaks what is wrong with a suite that has it
 * @param edits what makes it, all of them together
 */
public record Fault(String name, String breaks, List<Edit> edits) {

  private static final String LIST = "faults.yaml";

  /**
   * A change of one source file.
   *
   * @param file path from the root of the checkout
   * @param find text that stands in the file exactly once
   * @param replace what comes in its place
   */
  public record Edit(String file, String find, String replace) {}

  /** Returns the faults of the list, in its order. */
  static List<Fault> all() throws IOException {
    try (InputStream list = Fault.class.getResourceAsStream(LIST)) {
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      return Yaml.read(LIST, text).list().stream()
          .map(fault -> Settings.of(Fault.class, fault).required())
          .toList();
    }
  }

  /** Returns a name for a folder. */
  String folderName() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /**
   * Returns the text of the files that the fault changes, by their path from the root.
   *
   * @throws IllegalStateException if a text to find does not stand in its file exactly once, so
   *     that the list must follow the code
   */
  Map<String, String> sources(Checkout checkout) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Edit edit : edits) {
      if (!texts.containsKey(edit.file())) {
        texts.put(edit.file(), checkout.read(edit.file()));
      }
      String text = texts.get(edit.file());
      int at = text.indexOf(edit.find());
      if (at < 0 || text.indexOf(edit.find(), at + 1) >= 0) {
        throw new IllegalStateException(
            "fault '%s': '%s' stands %s in %s: give %s a text that stands there once"
                .formatted(name, edit.find(), at < 0 ? "nowhere" : "twice", edit.file(), LIST));
      }
      texts.put(
          edit.file(),
          text.substring(0, at) + edit.replace() + text.substring(at + edit.find().length()));
    }
    return texts;
  }
}
