package org.anact.report.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The colours of the charts as CSS variables, for light, dark and print. */
public final class ChartTheme {
  private ChartTheme() {}

  /** Returns the style sheet with the variables, in CSS. */
  public static String css() {
    try (InputStream resource = ChartTheme.class.getResourceAsStream("theme.css")) {
      if (resource == null) {
        throw new IllegalStateException("theme.css is missing in the class path");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
