package org.anact.report.charts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.anact.report.comparison.Setting;

/** Names of charts, which are file names and XML ids at once. */
final class ChartIds {
  private ChartIds() {}

  /** The chart of a model in a setting. */
  static String of(Setting setting, String model, String... parts) {
    List<String> all = new ArrayList<>(List.of(setting.dataset(), setting.variant(), model));
    all.addAll(List.of(parts));
    return of(all.toArray(String[]::new));
  }

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
