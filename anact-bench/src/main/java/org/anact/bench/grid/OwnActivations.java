package org.anact.bench.grid;

import java.util.List;
import java.util.Map;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.yaml.Setting;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;

/**
 * Reads the entries of a grid's activations that are a mapping: each defines a function by a
 * formula, whose normalized form can then be named as that of any other.
 */
final class OwnActivations {

  private static final List<String> KEYS = List.of("name", "formula");

  private OwnActivations() {}

  /**
   * Returns a catalog with what a grid defines.
   *
   * @param activations the grid's list
   * @throws org.anact.bench.InputException if a definition cannot be used
   */
  static Catalog extend(Catalog catalog, Setting activations) {
    Catalog extended = catalog;
    for (Setting setting : activations.list()) {
      if (setting.isMapping()) {
        extended = extended(extended, setting);
      }
    }
    return extended;
  }

  private static Catalog extended(Catalog catalog, Setting setting) {
    ActivationEntry entry = entry(setting);
    try {
      return catalog.withActivations(List.of(entry));
    } catch (IllegalArgumentException e) {
      throw name(setting).problem("cannot be used: " + e.getMessage());
    }
  }

  private static ActivationEntry entry(Setting setting) {
    Setting name = name(setting);
    Setting formula = field(setting, "formula");
    try {
      return Activations.ofFormula(name.text(), formula.text());
    } catch (IllegalArgumentException e) {
      throw formula.problem("'%s' %s".formatted(name.text(), e.getMessage()));
    }
  }

  /** Returns the names in a list, whose entries are a name alone or have one. */
  static List<Setting> names(Setting activations) {
    return activations.list().stream()
        .map(setting -> setting.isMapping() ? name(setting) : setting)
        .toList();
  }

  private static Setting name(Setting setting) {
    return field(setting, "name");
  }

  private static Setting field(Setting setting, String key) {
    Map<String, Setting> fields = setting.fields(KEYS);
    if (!fields.containsKey(key)) {
      throw setting.problem(
          "defines an activation without %s: give it, like {name: eswish, formula: \"1.375 * x *"
                  .formatted(key)
              + " sigmoid(x)\"}");
    }
    return fields.get(key);
  }
}
