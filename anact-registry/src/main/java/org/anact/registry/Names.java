package org.anact.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/**
 * Compares names as people type them: the case and the marks {@code - _} and blanks are ignored.
 */
public final class Names {

  private Names() {}

  /** Returns what all spellings of a name have in common. */
  public static String key(String name) {
    return name.replaceAll("[-_\\s]", "").toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the known name that was probably meant, if one is near: the one with the fewest typing
   * errors, at most one in 3 to 6 letters, two in 7 to 10 and so on, else the shortest that begins
   * as the given one does.
   */
  public static Optional<String> nearest(String name, Collection<String> known) {
    String key = key(name);
    int bound = (key.length() + 1) / 4;
    DamerauLevenshteinDistance distance = new DamerauLevenshteinDistance();
    return known.stream()
        .filter(candidate -> distance.apply(key, key(candidate)) <= bound)
        .min(Comparator.comparingInt(candidate -> distance.apply(key, key(candidate))))
        .or(
            () ->
                known.stream()
                    .filter(candidate -> bound > 0 && key(candidate).startsWith(key))
                    .min(Comparator.comparingInt(String::length)));
  }

  /** Returns {@code "; did you mean 'x'?"}, or {@code "."} if no known name is near. */
  public static String suggestion(String name, Collection<String> known) {
    return suggestion(nearest(name, known));
  }

  /** Returns {@code "; did you mean 'x'?"}, or {@code "."} without a name. */
  public static String suggestion(Optional<String> meant) {
    return meant.map("; did you mean '%s'?"::formatted).orElse(".");
  }
}
