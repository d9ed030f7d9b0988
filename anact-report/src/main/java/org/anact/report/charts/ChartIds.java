package org.anact.report.charts;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of charts, which are file names and XML ids at once. */
final class ChartIds {
  private ChartIds() {}

  /** Joins the parts; whatever a file name or an id might not hold becomes a dash. */
  static String of(String... parts) {
    String readable =
        Arrays.stream(parts)
            .filter(part -> !part.isEmpty())
            .map(part -> part.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"))
            .map(part -> part.replaceAll("^-|-$", ""))
            .collect(Collectors.joining("_"));
    String plain = String.join("_", parts);
    // Parts that differ only in what was replaced must not share a file.
    boolean lossless = plain.replace("__", "_").matches("[a-z0-9_-]*");
    return readable + (lossless ? "" : "_" + Integer.toHexString(plain.hashCode()));
  }
}
