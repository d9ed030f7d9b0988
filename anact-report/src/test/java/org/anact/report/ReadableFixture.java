package org.anact.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A result directory whose second run is a normalized one of two epochs. */
public final class ReadableFixture {
  private static final ResultFixture FIXTURE =
      new ResultFixture(
          List.of("digits"), List.of("cnn"), List.of("relu"), 1, 2, true, "To be read.");

  private ReadableFixture() {}

  /** Adds variances at three sites and four steps. */
  public static void measure(Path directory) throws IOException {
    FIXTURE.measure(directory, 3);
  }

  /**
   * Writes it.
   *
   * @return the folder of that run
   */
  public static Path write(Path directory) throws IOException {
    FIXTURE.write(directory, Map.of());
    ResultFixture.Run normalized = FIXTURE.runs().get(1);
    return directory.resolve("runs").resolve(normalized.id());
  }
}
