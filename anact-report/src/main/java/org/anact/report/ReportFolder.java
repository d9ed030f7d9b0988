package org.anact.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Replaces a report as a whole, so that a reader never meets half of one. */
final class ReportFolder {
  static final String PAGE = "index.html";

  /** Stands in the title of every page. */
  private static final String MARK = "ANAct report</title>";

  private ReportFolder() {}

  /** Fills a folder. */
  @FunctionalInterface
  interface Content {
    void writeTo(Path folder) throws IOException;
  }

  /** Refuses a folder that holds something else, as replacing would delete it. */
  static Path replace(Path report, Content content) throws IOException {
    requireReport(report);
    Path parent = report.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      throw new ResultFormatException(report + " is no folder for a report; name another one.");
    }
    Files.createDirectories(parent);
    Path fresh = Files.createTempDirectory(parent, ".report-new-");
    Path former = null;
    try {
      content.writeTo(fresh);
      openToReaders(fresh);
      if (Files.exists(report)) {
        former = Files.createTempDirectory(parent, ".report-old-");
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

  private static void requireReport(Path report) throws IOException {
    Path page = report.resolve(PAGE);
    if (!Files.exists(report)
        || (Files.isRegularFile(page) && Files.readString(page).contains(MARK))) {
      return;
    }
    boolean empty = false;
    if (Files.isDirectory(report)) {
      try (Stream<Path> children = Files.list(report)) {
        empty = children.findAny().isEmpty();
      }
    }
    if (!empty) {
      throw new ResultFormatException(
          report + " holds something else than a report; name a folder that is new or empty.");
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
