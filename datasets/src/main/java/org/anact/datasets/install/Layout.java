package org.anact.datasets.install;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.datasets.Dataset;
import org.anact.datasets.DatasetEntry;
import org.anact.datasets.DatasetException;
import org.anact.datasets.PublishedSet;

/**
 * Finds the published files in what a user or an archive gives, which may have them in a folder
 * within a folder.
 */
final class Layout {

  private static final int DEPTH = 2;

  private final DatasetEntry entry;
  private final PublishedSet published;
  private final String command;

  /**
   * Makes a finder.
   *
   * @param command imports the files that {@link PublishedSet#byHand} names
   */
  Layout(DatasetEntry entry, PublishedSet published, String command) {
    this.entry = entry;
    this.published = published;
    this.command = command;
  }

  /**
   * Refuses what is another form by its name.
   *
   * @throws DatasetException which names the form that is read
   */
  void checkName(Path source) {
    String name = String.valueOf(source.getFileName());
    String form = published.otherForms().get(name);
    if (form != null) {
      throw otherForm(source, form);
    }
    if (!published.isArchive() && published.files().stream().anyMatch(f -> f.name().equals(name))) {
      if (Files.isRegularFile(source)) {
        throw new DatasetException(
            "'%s' is one of the %d files of %s: give the folder that holds them all"
                .formatted(source, published.files().size(), entry.name()));
      }
    }
  }

  /**
   * Returns the folder that holds the files.
   *
   * @param top where to look
   * @param source what messages call it
   * @throws DatasetException if there is none
   */
  Path find(Path top, Path source) {
    List<Path> folders = new ArrayList<>(List.of(top));
    int from = 0;
    for (int depth = 0; depth < DEPTH; depth++) {
      int to = folders.size();
      for (; from < to; from++) {
        folders.addAll(foldersIn(folders.get(from)));
      }
    }
    List<Path> found = folders.stream().filter(entry.format()::isIn).toList();
    if (found.size() > 1) {
      throw new DatasetException(
          "'%s' holds such files in '%s' and in '%s': give the one folder or archive of %s"
              .formatted(
                  source,
                  top.relativize(found.get(0)),
                  top.relativize(found.get(1)),
                  entry.name()));
    }
    if (!found.isEmpty()) {
      return found.get(0);
    }
    for (Path folder : folders) {
      for (Map.Entry<String, String> other : published.otherForms().entrySet()) {
        if (Files.isRegularFile(folder.resolve(other.getKey()))) {
          throw otherForm(source, other.getValue());
        }
      }
    }
    throw new DatasetException(
        "'%s' does not hold %s, there is no '%s' in it: %s"
            .formatted(source, entry.name(), entry.format().contents().get(0), remedy()));
  }

  private DatasetException otherForm(Path source, String form) {
    return new DatasetException(
        "'%s' seems to hold %s as %s, a form that is not read: %s"
            .formatted(source, entry.name(), form, remedy()));
  }

  private String remedy() {
    return "get %s, then give '%s'".formatted(published.byHand(), command);
  }

  /** A folder that may not be read has nothing to find. */
  private static List<Path> foldersIn(Path folder) {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
      all.forEach(folders::add);
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    folders.sort(null);
    return folders;
  }

  /**
   * Refuses files that nothing proves to be the published ones.
   *
   * @param doubt why nothing does; empty if something does
   * @param anyChecksum whether they are taken anyway
   */
  void check(Optional<String> doubt, boolean anyChecksum) {
    if (doubt.isPresent() && !anyChecksum) {
      throw new DatasetException(
          "%s: %s; or add --any-checksum to take it as it is, marked as '%s'"
              .formatted(doubt.get(), remedy(), Dataset.UNPROVEN));
    }
  }
}
