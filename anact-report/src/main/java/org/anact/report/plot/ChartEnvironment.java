package org.anact.report.plot;

import java.io.IOException;

/** What XChart needs on machines without display and fonts. */
public final class ChartEnvironment {
  private ChartEnvironment() {}

  /**
   * Sets the system property {@code java.awt.headless} to {@code true} unless it has a value, and
   * lets Java measure text with the font that comes along. To be called before the first chart.
   *
   * @throws IOException if the font cannot be unpacked into the folder for temporary files
   */
  public static void prepare() throws IOException {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    BundledFont.use();
  }
}
