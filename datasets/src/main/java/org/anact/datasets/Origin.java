package org.anact.datasets;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the files of a data set come from: kept beside them when they are taken from published ones
 * whose checksums are right, since most publishers give no checksum of the files in an archive.
 *
 * @param published checksums of the published files, by name
 * @param content the data set's own checksum as it was taken from them
 */
public record Origin(Map<String, String> published, String content) {

  /** Its name in the data set's folder. */
  public static final String FILE = ".anact-origin.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the map. */
  public Origin {
    published = Map.copyOf(published);
  }

  /** Returns the origin of a data set that was taken from all files of its publisher. */
  public static Origin of(PublishedSet published, String content) {
    return new Origin(checksums(published), content);
  }

  private static Map<String, String> checksums(PublishedSet published) {
    return published.files().stream()
        .collect(Collectors.toMap(PublishedFile::name, PublishedFile::checksum));
  }

  /** Writes it beside the files. */
  public void write(Path folder) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(FILE).toFile(), this);
  }

  /** Returns that of a folder; empty if it has none, or one that cannot be read. */
  static Optional<Origin> of(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), Origin.class));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Tells whether these are the files that are published now. */
  boolean isOf(PublishedSet set) {
    return published.equals(checksums(set));
  }
}
