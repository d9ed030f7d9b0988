package org.anact.datasets;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds files by name in folders that other systems may have written, in capitals for example. */
final class FileNames {

  private FileNames() {}

  /**
   * Returns what has one of some names, of which the first counts most; case counts only between
   * files of one name.
   */
  static Optional<Path> find(Path folder, List<String> names, Predicate<Path> kind) {
    for (String name : names) {
      Path exact = folder.resolve(name);
      if (kind.test(exact)) {
        return Optional.of(exact);
      }
    }
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(all::add);
    } catch (IOException | DirectoryIteratorException e) {
      return Optional.empty();
    }
    all.sort(null);
    return names.stream()
        .flatMap(
            name ->
                all.stream().filter(each -> each.getFileName().toString().equalsIgnoreCase(name)))
        .filter(kind)
        .findFirst();
  }

  /** Returns a file or folder of that name in any case, or where it should be. */
  static Path resolve(Path folder, String name) {
    return find(folder, List.of(name), Files::exists).orElse(folder.resolve(name));
  }

  /**
   * Tells whether a file is litter of an operating system, like {@code .DS_Store} or {@code
   * ._n01443537_0.JPEG}. A hidden image is none: leaving it out would go unnoticed.
   *
   * @param image names of images
   */
  static boolean isLitter(String name, Pattern image) {
    return name.startsWith("._")
        || (name.startsWith(".") && !image.matcher(name).matches())
        || name.equalsIgnoreCase("Thumbs.db")
        || name.equalsIgnoreCase("desktop.ini");
  }
}
