package org.anact.report.document;

import java.util.List;
import java.util.Locale;

/**
 * Plain text.
 *
 * @param style what kind of text it is
 * @param id of a heading that links lead to, else empty
 * @param lines the paragraphs or items
 */
public record Text(Style style, String id, List<String> lines) implements Block {
  /** What kind of text it is. */
  public enum Style {
    /** Heading inside a section. */
    HEADING,
    /** Paragraphs. */
    PARAGRAPH,
    /** Paragraphs set apart, the first one strong. */
    NOTE,
    /** Items of a list. */
    BULLETS,
    /** Text for a machine: a command or a configuration. */
    CODE
  }

  /** Copies the list. */
  public Text {
    lines = List.copyOf(lines);
  }

  /** A heading. */
  public static Text heading(String text) {
    return new Text(Style.HEADING, "", List.of(text));
  }

  /** A heading that links lead to by its id. */
  public static Text heading(String id, String text) {
    return new Text(Style.HEADING, id, List.of(text));
  }

  /** A paragraph. */
  public static Text paragraph(String text) {
    return new Text(Style.PARAGRAPH, "", List.of(text));
  }

  /** A list. */
  public static Text bullets(List<String> items) {
    return new Text(Style.BULLETS, "", items);
  }

  /** Text for a machine, of one or more lines. */
  public static Text code(String text) {
    return new Text(Style.CODE, "", List.of(text));
  }

  @Override
  public String kind() {
    return style.name().toLowerCase(Locale.ROOT);
  }
}
