package org.anact.core.formula;

/**
 * A formula that cannot be used; the message follows a name of it, as in "formula has an error at
 * position 3: ...".
 */
public final class FormulaException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  FormulaException(String message) {
    super(message);
  }

  /** Makes the exception for a place in the text, which the message shows with a caret below it. */
  static FormulaException at(String text, int position, String what) {
    String line = text.replaceAll("\\s", " ");
    return new FormulaException(
        "has an error at position %d: %s%n    %s%n    %s^"
            .formatted(position + 1, what, line, " ".repeat(position)));
  }
}
