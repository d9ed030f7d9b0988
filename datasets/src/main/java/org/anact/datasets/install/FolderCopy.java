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
import java.util.Collection;
import java.util.EnumSet;
import java.util.OptionalLong;

/** Copies what is read of a folder, and nothing else that may lie there. */
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
   * @param contents names in the source, plain or with {@code .gz}
   * @throws org.anact.datasets.DatasetException if something cannot be read
   * @throws IOException if something cannot be written
   */
  void copy(Collection<String> contents) throws IOException {
    listener.begins("copy " + source, OptionalLong.empty());
    try {
      for (String name : contents) {
        for (String suffix : new String[] {"", ".gz"}) {
          Path each = source.resolve(name + suffix);
          if (Files.exists(each)) {
            walk(each);
          }
        }
      }
    } finally {
      listener.ends();
    }
  }

  private void walk(Path top) throws IOException {
    Files.walkFileTree(
        top,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            intake.folder(name(folder));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            copy(file, attributes);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            throw intake.damaged(name(file), failure);
          }
        });
  }

  private void copy(Path file, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile()) {
      throw intake.refused(name(file), "is no file");
    }
    InputStream in;
    try {
      in = Files.newInputStream(file);
    } catch (IOException e) {
      throw intake.damaged(name(file), e);
    }
    try (in) {
      intake.file(name(file), in);
    }
    listener.advances(attributes.size());
  }

  private String name(Path file) {
    return source.relativize(file).toString().replace(File.separatorChar, '/');
  }
}
