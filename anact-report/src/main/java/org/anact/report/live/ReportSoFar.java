package org.anact.report.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.anact.report.Report;
import org.anact.results.ResultFormat;
import org.apache.commons.io.file.PathUtils;

/**
 * The report of what has ended so far, made again when further runs have ended, but not too often,
 * in a temporary folder. That of a sweep that does not run is the one in its directory if nothing
 * ended after it.
 */
final class ReportSoFar {
  /** Least time between two reports; a report that takes long is made more rarely. */
  private static final Duration LEAST_PAUSE = Duration.ofMinutes(1);

  /** Of the time, one part in this many may be spent on reports. */
  private static final int PAUSE_FACTOR = 10;

  private final Path results;
  private final Path temporary;
  private final Executor maker;

  private int made;
  private boolean making;
  private long endedThen = -1;
  private long nextAt = Long.MIN_VALUE;
  private Map<String, Path> files = Map.of();
  private Optional<String> problem = Optional.empty();
  private Path folder;

  /**
   * Starts without a report.
   *
   * @param temporary a folder of its own, which need not exist
   * @param maker runs one report after the other
   */
  ReportSoFar(Path results, Path temporary, Executor maker) {
    this.results = results;
    this.temporary = temporary;
    this.maker = maker;
  }

  /** The files of the newest report by their path in it, and why there is no newer one. */
  record Content(Map<String, Path> files, boolean making, Optional<String> problem) {
    Content {
      files = Map.copyOf(files);
    }
  }

  /**
   * Returns the newest report, and begins a newer one where it is time.
   *
   * @param ended runs that have ended
   */
  synchronized Content content(long ended, boolean running) throws IOException {
    if (!making && ended != endedThen && System.nanoTime() >= nextAt) {
      endedThen = ended;
      Path own = results.resolve(ResultFormat.REPORT);
      if (!running && isNewest(own)) {
        use(own);
      } else {
        making = true;
        maker.execute(this::make);
      }
    }
    return new Content(files, making, problem);
  }

  private boolean isNewest(Path report) throws IOException {
    Path page = report.resolve("index.html");
    Path runs = results.resolve(ResultFormat.RUNS);
    // A record that comes or is replaced changes the folder of records.
    return Files.isRegularFile(page)
        && Files.isDirectory(runs)
        && Files.getLastModifiedTime(page).compareTo(Files.getLastModifiedTime(runs)) > 0;
  }

  private void make() {
    long start = System.nanoTime();
    Path fresh = temporary.resolve(String.valueOf(made));
    Optional<String> failure = Optional.empty();
    try {
      Report.write(List.of(results), fresh);
    } catch (IOException | RuntimeException e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
    }
    long took = System.nanoTime() - start;
    synchronized (this) {
      made++;
      making = false;
      problem = failure;
      nextAt = System.nanoTime() + Math.max(LEAST_PAUSE.toNanos(), PAUSE_FACTOR * took);
      try {
        if (failure.isEmpty()) {
          use(fresh);
        }
      } catch (IOException e) {
        problem = Optional.of(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Serves a report in place of the one before, which is deleted if it was made here. */
  private void use(Path report) throws IOException {
    Path former = folder;
    files = list(report);
    folder = report;
    if (former != null && former.startsWith(temporary)) {
      PathUtils.delete(former);
    }
  }

  /**
   * Reads a file of the report; empty if it is gone, or is no longer a plain file inside of the
   * report's folder.
   */
  static Optional<byte[]> read(Path file) {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      // A folder on the way may have become a link since the report was listed.
      boolean inside = file.toRealPath().equals(file.toAbsolutePath().normalize());
      return inside ? Optional.of(in.readAllBytes()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Its plain files by their path in it, with slashes; links are left out, wherever they lead. */
  private static Map<String, Path> list(Path report) throws IOException {
    Map<String, Path> listed = new TreeMap<>();
    Path real = report.toRealPath();
    try (Stream<Path> tree = Files.walk(real, 2)) {
      for (Path file : (Iterable<Path>) tree::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          listed.put(real.relativize(file).toString().replace('\\', '/'), file);
        }
      }
    }
    return listed;
  }
}
