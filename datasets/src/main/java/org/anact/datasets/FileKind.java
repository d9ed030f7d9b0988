package org.anact.datasets;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Recognizes what a file is instead of what it should be, for messages. */
public final class FileKind {

  /** How many of the first bytes are examined. */
  static final int LONGEST = 64;

  private static final String PAGE = "is a web page, which a server sent in place of the file";

  /** By first characters, in lower case. */
  private static final Map<String, String> BEGINNINGS =
      Map.of(
          "<!",
          PAGE,
          "<html",
          PAGE,
          "<head",
          PAGE,
          "<?xml",
          PAGE,
          "version https://git-lfs",
          "is a pointer of Git LFS ('git lfs pull' gets the file itself)",
          "\u001f\u008b",
          "is packed with gzip here",
          "pk\u0003\u0004",
          "is a zip archive",
          "\u0089png",
          "is a PNG image",
          "\u00ff\u00d8\u00ff",
          "is a JPEG image");

  private FileKind() {}

  /**
   * Tells what a file is by its first bytes, as the rest of a sentence that begins with its name.
   *
   * @param otherwise what to say of one that is not recognized
   */
  public static String of(byte[] head, String otherwise) {
    if (head.length == 0) {
      return "is empty";
    }
    String text =
        new String(head, 0, Math.min(head.length, LONGEST), StandardCharsets.ISO_8859_1)
            .replaceFirst("^(\u00ef\u00bb\u00bf)?[ \r\n\t]*", "")
            .toLowerCase(Locale.ROOT);
    return BEGINNINGS.entrySet().stream()
        .filter(each -> text.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }
}
