package org.anact.report.sections;

import java.util.Locale;
import org.anact.report.comparison.Setting;

/** Ids of tables, which are names of files too. */
final class SectionIds {
  private SectionIds() {}

  static String of(Setting setting) {
    return of(setting.label());
  }

  static String of(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
