package org.anact.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A result directory whose second run is a normalized one of two epochs. */
public final class ReadableFixture {
  private ReadableFixture() {}

  /**
   * Writes it.
   *
   * @return the folder of that run
   */
  public static Path write(Path directory) throws IOException {
    ResultFixture fixture =
        new ResultFixture(
            List.of("digits"), List.of("cnn"), List.of("relu"), 1, 2, true, "To be read.");
    fixture.write(directory, Map.of());
    ResultFixture.Run normalized = fixture.runs().get(1);
    return directory.resolve("runs").resolve(normalized.id());
  }
}
