package org.anact.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Where the files of a data set come from. */
@FunctionalInterface
interface FileSource {

  /**
   * Reads a file by its published name without {@code .gz}.
   *
   * @throws DatasetException if it is missing or cannot be read
   */
  NamedBytes read(String name);

  /** Files in a folder, under any name that the format knows. */
  static FileSource folder(DatasetEntry entry, Path folder) {
    return name -> {
      Path file =
          entry.format().find(folder, name).orElseThrow(() -> entry.missing(name + ".gz", folder));
      try {
        return new NamedBytes(file.toString(), Files.readAllBytes(file));
      } catch (IOException e) {
        throw DatasetException.unreadable(file, e);
      }
    };
  }

  /** Files inside the jar, checked against the {@code SHA256SUMS} beside them. */
  static FileSource embedded(String folder) {
    return name -> {
      String file = name + ".gz";
      byte[] bytes = resource(folder + "/" + file);
      String sums = new String(resource(folder + "/SHA256SUMS"), StandardCharsets.UTF_8);
      if (!sums.contains(
          HexFormat.of().formatHex(Digests.newSha256().digest(bytes)) + "  " + file + "\n")) {
        throw new DatasetException(
            "the embedded file '%s/%s' does not have the checksum in SHA256SUMS: build the suite again"
                .formatted(folder, file));
      }
      return new NamedBytes(folder + "/" + file, bytes);
    };
  }

  private static byte[] resource(String path) {
    try (InputStream in = FileSource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new DatasetException(
            "the embedded file '%s' is missing: build the suite again".formatted(path));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new DatasetException(
          "cannot read the embedded file '%s': build the suite again".formatted(path), e);
    }
  }
}
