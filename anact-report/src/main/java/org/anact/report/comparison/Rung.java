package org.anact.report.comparison;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.anact.results.RecordedConfig;

/**
 * The way from a vanilla activation to ANAct, one change at a time (docs/method.md, "Scale and
 * rate"). Each rung is compared with the one before it, the first with vanilla, so that the
 * differences add up to that of ANAct and vanilla. Rungs are recognized by the options of the
 * layer.
 */
public enum Rung {
  /** Vanilla's function with ANAct's step: a fixed lambda, nothing subtracted, nothing learned. */
  REPARAMETRIZED("reparametrized", "rate"),
  /** The mean is subtracted, too. */
  CENTRED("+ centring", "centring"),
  /** lambda and the mean follow the mini-batches. */
  ADAPTIVE("+ adaptive statistics", "adaptive statistics"),
  /** The whole, with its learnable alpha. */
  WHOLE("ANAct", "alpha");

  private final String words;
  private final String part;

  Rung(String words, String part) {
    this.words = words;
    this.part = part;
  }

  /** The rung in words. */
  public String words() {
    return words;
  }

  /** What its difference from the rung before it is due to. */
  public String part() {
    return part;
  }

  /** The options of a normalized run in lower case, all of them: those not recorded are default. */
  static Map<String, String> options(RecordedConfig config) {
    Map<String, String> options = new HashMap<>(UsualComparisons.LAYER_OPTIONS);
    options.putAll(config.anactTexts());
    options.replaceAll((name, value) -> value.toLowerCase(Locale.ROOT));
    return options;
  }

  /**
   * Returns the last rungs of the ladders that are complete among the options of some runs.
   *
   * @param all as {@link #options(RecordedConfig)} gives them
   */
  static List<Map<String, String>> wholes(Collection<Map<String, String>> all) {
    return all.stream()
        .distinct()
        .filter(Rung::isWhole)
        .filter(
            whole -> Arrays.stream(values()).map(rung -> rung.of(whole)).allMatch(all::contains))
        .toList();
  }

  /**
   * Returns the rung with these options on the way to a whole; empty if there is none.
   *
   * @param whole options in lower case, all of them
   * @param options such ones, too
   */
  public static Optional<Rung> of(Map<String, String> whole, Map<String, String> options) {
    return Arrays.stream(values()).filter(rung -> rung.of(whole).equals(options)).findFirst();
  }

  private static boolean isWhole(Map<String, String> options) {
    return options.get("centre").equals("true")
        && options.get("learnableAlpha").equals("true")
        && !options.get("statistics").equals("static");
  }

  private Map<String, String> of(Map<String, String> whole) {
    Map<String, String> options = new HashMap<>(whole);
    if (this != WHOLE) {
      options.put("learnableAlpha", "false");
    }
    if (compareTo(ADAPTIVE) < 0) {
      options.put("statistics", "static");
    }
    if (this == REPARAMETRIZED) {
      options.put("centre", "false");
    }
    return options;
  }
}
