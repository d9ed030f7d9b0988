package org.anact.core.registry;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** A name that no entry of a list has; the message names the nearest one and all others. */
public final class UnknownNameException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param kind what the name should have been, for example {@code activation}
   * @param name the name that was given
   * @param known the names that exist; not empty
   */
  public UnknownNameException(String kind, String name, Collection<String> known) {
    super(
        "unknown %s '%s'; did you mean '%s'? Known: %s"
            .formatted(kind, name, nearest(name, known), String.join(", ", known)));
  }

  /** Returns the known name with the smallest edit distance; the first of several equal ones. */
  public static String nearest(String name, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance.apply(name, candidate)))
        .orElseThrow();
  }
}
