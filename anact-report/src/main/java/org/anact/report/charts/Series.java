package org.anact.report.charts;

import java.util.List;

/**
 * What a chart shows under one name: it can be switched off, and its points tell their values.
 *
 * @param name as a legend and a hint call it
 * @param x of its points
 * @param y of its points, as many as {@code x}
 * @param notes what a hint adds to each point, as many as {@code x}, or empty
 * @param curves how it is drawn
 */
record Series(
    String name, List<Double> x, List<Double> y, List<String> notes, List<Curve> curves) {
  /** Leaves out points that are not finite, so that none is ever told or drawn. */
  Series {
    List<Integer> finite =
        java.util.stream.IntStream.range(0, x.size())
            .filter(i -> Double.isFinite(xs(x, i)) && Double.isFinite(xs(y, i)))
            .boxed()
            .toList();
    notes = notes.isEmpty() ? List.of() : finite.stream().map(notes::get).toList();
    List<Double> allX = x;
    List<Double> allY = y;
    x = finite.stream().map(allX::get).toList();
    y = finite.stream().map(allY::get).toList();
    curves = List.copyOf(curves);
  }

  /** A series that is drawn, and whose values are told elsewhere. */
  static Series drawn(String name, List<Curve> curves) {
    return new Series(name, List.of(), List.of(), List.of(), curves);
  }

  /** A series whose points are those of its curves. */
  static Series of(String name, List<Double> x, List<Double> y, List<Curve> curves) {
    return new Series(name, x, y, List.of(), curves);
  }

  private static double xs(List<Double> values, int index) {
    return values.get(index);
  }
}
