package org.anact.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.report.live.LiveServer;
import org.anact.results.JsonFiles;
import org.anact.results.ResultFormat;
import org.anact.results.RunProgress;

/** A report that has every part, for a browser to open. */
public final class BrowserFixture {
  private static final String ATTEMPT = "0000abcd-1-0";

  private BrowserFixture() {}

  /** What {@code anact-bench} knows of a directory of {@link #writeUnderWay}. */
  public static LiveServer.Activity activity(boolean running) {
    return new LiveServer.Activity() {
      @Override
      public boolean isRunning(Path directory) {
        return running;
      }

      @Override
      public Optional<Path> attempt(Path directory, String id) {
        Path attempt = directory.resolve(ResultFormat.PARTIAL).resolve(id).resolve(ATTEMPT);
        return Optional.of(attempt).filter(Files::exists);
      }
    };
  }

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

  /**
   * Writes the directory of a sweep under way with a run of every state.
   *
   * @param directory that does not exist, or is empty
   * @return the directory
   */
  public static Path writeUnderWay(Path directory) throws IOException {
    ResultFixture grid = ResultFixture.small();
    grid.write(directory, ResultFixture.FATES);
    Path partial = directory.resolve(ResultFormat.PARTIAL);
    for (ResultFixture.Run run : grid.runs()) {
      Path folder = partial.resolve(run.id());
      if (Files.exists(folder)) {
        Path attempt = Files.createDirectory(partial.resolve("attempt"));
        Files.move(folder, attempt.resolve(ATTEMPT));
        Files.move(attempt, folder);
        JsonFiles.write(
            folder.resolve(ATTEMPT).resolve(RunProgress.FILE),
            new RunProgress(3, 4, 45, 80, 0.8125, 987, "2026-11-23T12:00:30Z"));
      }
    }
    return directory;
  }
}
