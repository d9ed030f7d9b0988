package org.anact.report.plot;

import java.util.ArrayList;
import java.util.List;

/** Markers at some of the points of a line, so that long lines stay legible. */
public final class Markers {
  private Markers() {}

  /** Markers at about {@code most} points, spread evenly, the last one always among them. */
  public static Curve of(
      List<Double> x, List<Double> y, ThemeColor color, MarkerShape shape, int most) {
    int gap = Math.max(1, (x.size() + most - 1) / most);
    List<Double> atX = new ArrayList<>();
    List<Double> atY = new ArrayList<>();
    for (int i = (x.size() - 1) % gap; i >= 0 && i < x.size(); i += gap) {
      atX.add(x.get(i));
      atY.add(y.get(i));
    }
    return Curve.markers(atX, atY, color, shape);
  }
}
