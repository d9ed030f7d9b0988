package org.anact.registry;

import java.util.Collection;
import java.util.Optional;

/** A name that no entry of a list has; the message names the one that was meant, and all others. */
public final class UnknownNameException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param kind what the name should have been, for example {@code activation}
   */
  public UnknownNameException(
      String kind, String name, Optional<String> meant, Collection<String> known) {
    super(
        "unknown %s '%s'%s Known: %s"
            .formatted(kind, name, Names.suggestion(meant), String.join(", ", known)));
  }
}
