package org.anact.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A report that has every part, for a browser to open. */
public final class BrowserFixture {
  private BrowserFixture() {}

  /**
   * Writes it.
   *
   * @param directory empty
   * @return the page
   */
  public static Path write(Path directory) throws IOException {
    ResultFixture fixture =
        new ResultFixture(
            List.of("digits"), List.of("cnn"), List.of("relu", "swish"), 3, 6, true, "To be seen.");
    fixture.write(directory, Map.of("digits_cnn_nswish_s3", ResultFixture.Fate.DIVERGED));
    fixture.measure(directory, 6);
    return Report.write(directory).page();
  }

  /**
   * Writes the report of a tuned sweep with a ladder.
   *
   * @param directory empty
   * @return the page
   */
  public static Path writeTuned(Path directory) throws IOException {
    new TunedFixture(List.of("cnn"), List.of("relu"), true, true).write(directory);
    return Report.write(directory).page();
  }
}
