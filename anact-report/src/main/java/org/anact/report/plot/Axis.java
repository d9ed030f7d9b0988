package org.anact.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * An axis.
 *
 * @param label with its unit
 * @param min lower end
 * @param max upper end
 * @param tickGap least distance of two ticks in pixels
 * @param whole whether ticks are at whole numbers only
 * @param places what positions stand for, ascending, where they are not numbers; empty for numbers
 */
public record Axis(
    String label, double min, double max, int tickGap, boolean whole, List<Tick> places) {
  private static final int GAP = 30;

  /** Horizontal labels of many digits need more room. */
  private static final int WIDE_GAP = 64;

  /** Room between the texts of two places. */
  private static final int BETWEEN = 6;

  private static final double MARGIN = 0.05;

  /** What an end may miss by rounding, in steps. */
  private static final double SLACK = 1e-9;

  /** Copies the list. */
  public Axis {
    places = List.copyOf(places);
  }

  /** A labelled place on an axis. */
  public record Tick(double value, String text) {}

  /** An axis around values; those that are not finite are left out. */
  public static Axis around(String label, DoubleStream values) {
    return around(label, values, GAP);
  }

  /** The same for a horizontal axis. */
  public static Axis across(String label, DoubleStream values) {
    return around(label, values, WIDE_GAP);
  }

  private static Axis around(String label, DoubleStream values, int gap) {
    double[] finite = values.filter(Double::isFinite).sorted().toArray();
    double low = finite.length == 0 ? 0 : finite[0];
    double high = finite.length == 0 ? 1 : finite[finite.length - 1];
    // A flat line still needs an axis with an extent, and one that its ticks can resolve.
    double extent = Math.max(high - low, Math.max(1e-3, 1e-3 * Math.abs(high)));
    double margin = MARGIN * extent + (extent - (high - low)) / 2;
    return new Axis(label, low - margin, high + margin, gap, false, List.of());
  }

  /** The axis of epochs {@code first} to {@code last}, with ticks at whole epochs only. */
  public static Axis epochs(int first, int last) {
    int end = Math.max(last, first);
    return whole(first < end ? "epoch" : "epoch " + first, first, end);
  }

  /** The axis of places by depth, with ticks at whole numbers only. */
  public static Axis depth(String label, double first, double last) {
    return whole(label, (int) first, (int) Math.max(first + 1, last));
  }

  private static Axis whole(String label, int first, int last) {
    double margin = Math.max(last - first < 2 ? 0.08 : 0.3, MARGIN * (last - 1) / 2);
    return new Axis(label, first - margin, last + margin, GAP, true, List.of());
  }

  /** The axis from 0 to an end without margins. */
  public static Axis from0(String label, double end) {
    return new Axis(label, 0, end, WIDE_GAP, false, List.of());
  }

  /** A vertical axis with a row for each name, the first on top. */
  public static Axis rows(List<String> names) {
    List<Tick> upwards = new ArrayList<>();
    for (int i = names.size(); i >= 1; i--) {
      upwards.add(new Tick(names.size() + 1.0 - i, names.get(i - 1)));
    }
    return new Axis("", 0.5, names.size() + 0.5, 1, true, upwards);
  }

  /**
   * A horizontal axis with given places and a margin at both ends.
   *
   * @param places at least one, ascending
   */
  public static Axis places(String label, List<Tick> places) {
    double first = places.get(0).value();
    double extent = places.get(places.size() - 1).value() - first;
    double margin = extent > 0 ? 2 * MARGIN * extent : 1;
    double widest =
        places.stream().mapToDouble(place -> ChartText.X_TICK.width(place.text())).max().orElse(0);
    return new Axis(
        label,
        first - margin,
        first + extent + margin,
        (int) Math.ceil(widest) + BETWEEN,
        false,
        places);
  }

  /**
   * Returns the ticks of the axis drawn over so many pixels: its places, those left out that would
   * be too close to the one before, or else 1, 2 or 5 times a power of ten.
   */
  public List<Tick> ticks(double pixels) {
    double least = tickGap * (max - min) / pixels;
    if (!places.isEmpty()) {
      List<Tick> shown = new ArrayList<>();
      for (Tick place : places) {
        if (shown.isEmpty() || place.value() - shown.get(shown.size() - 1).value() >= least) {
          shown.add(place);
        }
      }
      return shown;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(least)));
    double step =
        DoubleStream.of(1, 2, 5, 10)
            .map(digit -> digit * unit)
            .filter(candidate -> candidate >= least * (1 - SLACK))
            .findFirst()
            .orElse(10 * unit);
    if (whole) {
      step = Math.max(1, step);
    }
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + SLACK));
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(min / step - SLACK); i * step <= max + SLACK * step; i++) {
      ticks.add(new Tick(i * step, text(i * step, digits)));
    }
    return ticks;
  }

  private static String text(double value, int digits) {
    String number = String.format(Locale.ROOT, "%,." + digits + "f", value);
    return value == 0 ? number.replace("-", "") : number.replaceFirst("^-", "\u2212");
  }
}
