package org.anact.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Replaces the report of a result directory as a whole, so that a reader never meets half of one.
 */
final class ReportFolder {
  private ReportFolder() {}

  /** Fills a folder. */
  @FunctionalInterface
  interface Content {
    void writeTo(Path folder) throws IOException;
  }

  static Path replace(Path resultDirectory, Content content) throws IOException {
    Path report = resultDirectory.resolve(ResultFormat.REPORT);
    Path fresh = Files.createTempDirectory(resultDirectory, ".report-new-");
    Path former = null;
    try {
      content.writeTo(fresh);
      openToReaders(fresh);
      if (Files.exists(report)) {
        former = Files.createTempDirectory(resultDirectory, ".report-old-");
        Files.move(report, former.resolve(ResultFormat.REPORT));
      }
      Files.move(fresh, report);
      return report;
    } finally {
      delete(fresh);
      if (former != null) {
        if (!Files.exists(report)) {
          Files.move(former.resolve(ResultFormat.REPORT), report);
        }
        delete(former);
      }
    }
  }

  /** A temporary folder is readable for its owner only; a report is for everyone. */
  private static void openToReaders(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
