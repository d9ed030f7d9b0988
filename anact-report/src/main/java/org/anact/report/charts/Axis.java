package org.anact.report.charts;

import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/**
 * An axis.
 *
 * @param label with its unit
 * @param min lower end
 * @param max upper end
 * @param tickGap least distance of two ticks in pixels
 * @param tick text of a tick, empty for none
 */
record Axis(String label, double min, double max, int tickGap, DoubleFunction<String> tick) {
  private static final int GAP = 38;

  /** Horizontal labels of many digits need more room. */
  private static final int WIDE_GAP = 64;

  /** About the width of a plot in pixels. */
  private static final int PLOT_WIDTH = 310;

  private static final double MARGIN = 0.05;

  /** An axis around values; those that are not finite are left out. */
  static Axis around(String label, DoubleStream values) {
    return around(label, values, GAP);
  }

  /** The same for a horizontal axis. */
  static Axis across(String label, DoubleStream values) {
    return around(label, values, WIDE_GAP);
  }

  private static Axis around(String label, DoubleStream values, int gap) {
    double[] finite = values.filter(Double::isFinite).sorted().toArray();
    double low = finite.length == 0 ? 0 : finite[0];
    double high = finite.length == 0 ? 1 : finite[finite.length - 1];
    // A flat line still needs an axis with an extent, and one that its ticks can resolve.
    double extent = Math.max(high - low, Math.max(1e-3, 1e-3 * Math.abs(high)));
    double margin = MARGIN * extent + (extent - (high - low)) / 2;
    double min = low - margin;
    double max = high + margin;
    int digits = (int) Math.max(0, Math.min(4, Math.ceil(-Math.log10((max - min) / 4))));
    String pattern = "%,." + digits + "f";
    return new Axis(
        label, min, max, gap, value -> trimmed(String.format(Locale.ROOT, pattern, value)));
  }

  /** The axis of epochs {@code first} to {@code last}, with ticks at whole epochs only. */
  static Axis epochs(int first, int last) {
    double margin = Math.max(last - first < 2 ? 0.08 : 0.3, MARGIN * (last - 1) / 2);
    int end = Math.max(last, first);
    double extent = end - first + 2 * margin;
    // XChart makes room for its longest label, so ticks without a text are better not asked for.
    int gap = (int) Math.max(GAP, Math.ceil(PLOT_WIDTH / extent));
    return new Axis(
        first < end ? "epoch" : "epoch " + first,
        first - margin,
        end + margin,
        gap,
        value -> Math.abs(value - Math.rint(value)) < 1e-9 ? String.valueOf((int) value) : "");
  }

  /** The axis of places by depth, with ticks at whole numbers only. */
  static Axis depth(String label, double first, double last) {
    Axis whole = epochs((int) first, (int) Math.max(first + 1, last));
    return new Axis(label, whole.min, whole.max, whole.tickGap, whole.tick);
  }

  private static String trimmed(String number) {
    return number.replaceFirst("^-", "\u2212");
  }
}
