package org.anact.datasets.install;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;

/** Copies what is read of a folder, and nothing else that may be there. */
final class FolderCopy {

  private final Path source;
  private final Intake intake;
  private final InstallListener listener;

  FolderCopy(Path source, Path target, InstallListener listener) {
    this.source = source;
    this.intake = new Intake(source, target, Intake.Limits.STANDARD);
    this.listener = listener;
  }

  /**
   * Copies; links in the source are followed.
   *
   * @param contents files and folders in the source, by the name that each gets
   * @throws org.anact.datasets.DatasetException if something cannot be read
   * @throws IOException if something cannot be written
   */
  void copy(Map<String, Path> contents) throws IOException {
    listener.begins("copy " + source, OptionalLong.empty());
    try {
      for (Map.Entry<String, Path> each : contents.entrySet()) {
        walk(each.getKey(), each.getValue());
      }
    } finally {
      listener.ends();
    }
  }

  private void walk(String target, Path top) throws IOException {
    Files.walkFileTree(
        top,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            intake.folder(name(target, top, folder));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            copy(name(target, top, file), file, attributes);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            throw intake.damaged(name(target, top, file), failure);
          }
        });
  }

  private void copy(String name, Path file, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile()) {
      throw intake.refused(name, "is not a file");
    }
    InputStream in;
    try {
      in = Files.newInputStream(file);
    } catch (IOException e) {
      throw intake.damaged(name, e);
    }
    try (in) {
      intake.file(name, in);
    }
    listener.advances(attributes.size());
  }

  private static String name(String target, Path top, Path file) {
    String inside = top.relativize(file).toString().replace(File.separatorChar, '/');
    return inside.isEmpty() ? target : target + "/" + inside;
  }
}
