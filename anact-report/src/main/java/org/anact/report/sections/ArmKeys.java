package org.anact.report.sections;

import java.util.List;
import org.anact.report.charts.ThemeColor;
import org.anact.report.document.Figure;

/** Legends that tell the vanilla arm from the normalized one, by colour, shape and dashes. */
final class ArmKeys {
  static final String VANILLA = ThemeColor.SERIES.get(1).css();
  static final String NORMALIZED = ThemeColor.SERIES.get(0).css();

  /** Where the colour stands for the activation. */
  private static final String ANY = "currentColor";

  private ArmKeys() {}

  /** Lines with markers, each arm in its colour. */
  static List<Figure.Key> lines() {
    return List.of(
        new Figure.Key("vanilla", "square", VANILLA, true, true),
        new Figure.Key("normalized", "circle", NORMALIZED, false, true));
  }

  /** Lines with markers in the colour of the activation. */
  static List<Figure.Key> linesOfAnyColor() {
    return List.of(
        new Figure.Key("vanilla", "square", ANY, true, true),
        new Figure.Key("normalized", "circle", ANY, false, true));
  }

  /** Markers in the colour of the activation. */
  static List<Figure.Key> markersOfAnyColor() {
    return List.of(
        new Figure.Key("vanilla", "square", ANY, false, false),
        new Figure.Key("normalized", "circle", ANY, false, false));
  }
}
