package org.anact.report.plot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lets Java measure text with DejaVu Sans from the class path.
 *
 * <p>Java on Linux has no font of its own: on a bare server or container its first chart ends the
 * program. And where there are fonts, each machine's charts would be laid out by other ones.
 */
final class BundledFont {

  private static final String PROPERTY = "sun.awt.fontconfig";
  private static final String FONT = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";
  private static final List<String> FAMILIES =
      List.of("dialog", "dialoginput", "serif", "sansserif", "monospaced");
  private static final List<String> STYLES = List.of("plain", "bold", "italic", "bolditalic");

  private BundledFont() {}

  /**
   * Names the font to Java. It has an effect before the first use of AWT only, and none on other
   * systems than Linux or where the user has named a configuration.
   */
  static void use() throws IOException {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
    if (!linux || System.getProperty(PROPERTY) != null) {
      return;
    }
    Path folder = Files.createTempDirectory("anact-font");
    Path font = folder.resolve("DejaVuSans.ttf");
    Path configuration = folder.resolve("fontconfig.properties");
    folder.toFile().deleteOnExit();
    font.toFile().deleteOnExit();
    configuration.toFile().deleteOnExit();
    try (InputStream in = BundledFont.class.getResourceAsStream(FONT)) {
      Files.copy(in, font);
    }
    Files.write(configuration, lines(font));
    System.setProperty(PROPERTY, configuration.toString());
  }

  /** The format is that of the JDK's fontconfig.properties: one font for every family and style. */
  private static List<String> lines(Path font) {
    List<String> lines = new ArrayList<>();
    lines.add("version=1");
    lines.add("sequence.allfonts=latin-1");
    for (String family : FAMILIES) {
      for (String style : STYLES) {
        lines.add(family + "." + style + ".latin-1=DejaVu Sans");
      }
    }
    lines.add("filename.DejaVu_Sans=" + font);
    return lines;
  }
}
