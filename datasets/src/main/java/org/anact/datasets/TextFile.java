package org.anact.datasets;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the small text files that come with images. */
final class TextFile {

  private static final long LARGEST = 32 << 20;

  private TextFile() {}

  /**
   * Returns the lines of a file without a byte order mark and without blank lines at its end.
   *
   * @throws DatasetException if it is missing, is not text or cannot be read
   */
  static List<String> lines(DatasetEntry entry, Path folder, String name) {
    Path file = FileNames.resolve(folder, name);
    if (!Files.isRegularFile(file)) {
      throw entry.missing(name, folder);
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw new DatasetException(
            "'%s' has %d bytes, too many for a list of names: put the published file there"
                .formatted(file, Files.size(file)));
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      List<String> lines = text.replaceFirst("^\uFEFF", "").lines().toList();
      int end = lines.size();
      while (end > 0 && lines.get(end - 1).isBlank()) {
        end--;
      }
      return lines.subList(0, end);
    } catch (CharacterCodingException e) {
      throw new DatasetException(
          "'%s' is not text in UTF-8: save it as such or put the published file there"
              .formatted(file),
          e);
    } catch (IOException e) {
      throw DatasetException.unreadable(file, e);
    }
  }
}
