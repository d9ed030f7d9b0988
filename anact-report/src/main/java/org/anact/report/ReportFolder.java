package org.anact.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.report.change.ChangeTable;
import org.anact.report.tables.ReportTable;
import org.anact.results.ResultFormat;
import org.anact.results.ResultFormatException;
import org.apache.commons.io.file.PathUtils;

/** Replaces a report as a whole, so that a reader never sees half of one. */
final class ReportFolder {
  static final String PAGE = "index.html";
  static final String MARKDOWN = "report.md";
  static final String LATEX = "latex";
  static final String CHARTS = "charts";

  private static final Set<String> PARTS = Set.of(PAGE, MARKDOWN, LATEX, CHARTS);

  private static final Set<String> TABLES =
      Stream.concat(
              Stream.of(ReportTable.values()).map(ReportTable::file),
              Stream.of(ChangeTable.values()).map(ChangeTable::file))
          .collect(Collectors.toUnmodifiableSet());

  /** Files that a file browser leaves behind; deleting them loses nothing. */
  private static final Set<String> BY_FILE_MANAGERS = Set.of(".DS_Store", "Thumbs.db");

  /** Part of the title of every page. */
  private static final String MARK = "ANAct report</title>";

  private ReportFolder() {}

  /** Fills a folder. */
  @FunctionalInterface
  interface Content {
    void writeTo(Path folder) throws IOException;
  }

  /** Refuses a folder that holds something else, as replacing would delete it. */
  static Path replace(Path report, Content content) throws IOException {
    try {
      requireReport(report);
      return write(report, content);
    } catch (AccessDeniedException | FileAlreadyExistsException | NoSuchFileException e) {
      throw new ResultFormatException(
          report
              + " cannot be written ("
              + e.getFile()
              + ": "
              + reason(e)
              + "); check its permissions, or name another folder.",
          e);
    }
  }

  /** Some kinds of exception say nothing but their name. */
  private static String reason(FileSystemException exception) {
    if (exception.getReason() != null) {
      return exception.getReason();
    }
    if (exception instanceof FileAlreadyExistsException) {
      return "is a file";
    }
    return exception instanceof AccessDeniedException ? "access denied" : "not possible";
  }

  private static Path write(Path report, Content content) throws IOException {
    Path parent = report.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      throw new ResultFormatException(
          report + " is not a folder that a report can be written to; name another one.");
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
    if (!Files.exists(report)) {
      return;
    }
    List<String> names = List.of();
    if (Files.isDirectory(report)) {
      try (Stream<Path> children = Files.list(report)) {
        names = children.map(child -> child.getFileName().toString()).sorted().toList();
      }
      if (names.isEmpty()) {
        return;
      }
    }
    if (!isPage(report.resolve(PAGE))) {
      throw new ResultFormatException(
          report + " holds something else than a report; name a folder that is new or empty.");
    }
    List<String> foreign = names.stream().filter(name -> !isPart(name)).toList();
    if (!foreign.isEmpty()) {
      throw new ResultFormatException(
          report
              + " holds "
              + foreign.get(0)
              + (foreign.size() == 1 ? "" : " and " + (foreign.size() - 1) + " more")
              + ", no part of a report, which replacing it would delete; move it elsewhere, or name"
              + " another folder.");
    }
  }

  private static boolean isPage(Path page) throws IOException {
    try {
      return Files.isRegularFile(page) && Files.readString(page).contains(MARK);
    } catch (CharacterCodingException e) {
      // A report's page is UTF-8.
      return false;
    }
  }

  private static boolean isPart(String name) {
    return PARTS.contains(name) || BY_FILE_MANAGERS.contains(name) || TABLES.contains(name);
  }

  /** A temporary folder is readable for its owner only; a report is for everyone. */
  private static void openToReaders(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      PathUtils.delete(folder);
    }
  }
}
