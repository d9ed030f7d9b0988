package org.anact.report.sections;

import java.util.List;
import java.util.function.Function;
import org.anact.report.charts.ActivationStyles;
import org.anact.report.comparison.Side;
import org.anact.report.comparison.Study;
import org.anact.report.document.Figure;
import org.anact.report.plot.ThemeColor;

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

  /** A marker for each arm, with the options in its name that vary in the sweep. */
  static List<Figure.Key> arms(Study study) {
    return markers(study, side -> side.arm().label());
  }

  /** A marker for each activation, vanilla and normalized. */
  static List<Figure.Key> activations(Study study) {
    return markers(study, side -> side.arm().finished().get(0).config().activation());
  }

  private static List<Figure.Key> markers(Study study, Function<Side, String> name) {
    ActivationStyles styles = ActivationStyles.of(study.comparisons());
    return study.cells().stream()
        .flatMap(cell -> cell.sides().stream())
        .map(
            side ->
                new Figure.Key(
                    name.apply(side),
                    styles.shape(side.comparison().base(), side.normalized()).word(),
                    styles.color(side.comparison().base()).css(),
                    false,
                    false))
        .distinct()
        .toList();
  }
}
