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
import org.anact.datasets.DatasetEntry;
import org.anact.datasets.DatasetException;

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
   * Refuses what its name tells to be another form.
   *
   * @throws DatasetException which names the form that is read
   */
  void checkName(Path source) {
    String form = published.otherForms().get(String.valueOf(source.getFileName()));
    if (form != null) {
      throw otherForm(source, form);
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
    for (Path folder : folders) {
      if (entry.format().isIn(folder)) {
        return folder;
      }
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

  /** What may not be looked into holds nothing for us. */
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
   * Compares files that are published as they are with their checksums.
   *
   * @return the first that differs, and how; empty if none does
   */
  Optional<String> difference(Path folder) throws IOException {
    for (PublishedFile file : published.files()) {
      Path there = folder.resolve(file.name());
      if (Files.isRegularFile(there)) {
        Optional<String> difference = file.difference(there);
        if (difference.isPresent()) {
          return Optional.of("'%s' %s".formatted(there, difference.get()));
        }
      }
    }
    return Optional.empty();
  }
}
