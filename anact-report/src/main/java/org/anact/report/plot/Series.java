package org.anact.report.plot;

import java.util.List;

/**
 * What a chart shows under one name: it can be switched off, and its points tell their values.
 *
 * @param name as a legend and a hint call it
 * @param x of its points, finite
 * @param y of its points, finite, as many as {@code x}
 * @param notes what a hint adds to each point, as many as {@code x}, or empty
 * @param curves how it is drawn
 */
public record Series(
    String name, List<Double> x, List<Double> y, List<String> notes, List<Curve> curves) {
  /** Refuses points that are not finite: none is ever shown or drawn. */
  public Series {
    for (int i = 0; i < x.size(); i++) {
      if (!Double.isFinite(x.get(i)) || !Double.isFinite(y.get(i))) {
        throw new IllegalArgumentException(name + ": point " + i + " is not finite");
      }
    }
    x = List.copyOf(x);
    y = List.copyOf(y);
    notes = List.copyOf(notes);
    curves = List.copyOf(curves);
  }

  /** A series that is drawn, and whose values are shown elsewhere. */
  public static Series drawn(String name, List<Curve> curves) {
    return new Series(name, List.of(), List.of(), List.of(), curves);
  }

  /** A series whose points need no note. */
  public static Series of(String name, List<Double> x, List<Double> y, List<Curve> curves) {
    return new Series(name, x, y, List.of(), curves);
  }
}
