package org.anact.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which images a folder has, and of which class: {@code train/CLASS/*} and {@code test/CLASS/*}.
 * Labels follow the names of the classes in alphabetical order, as in torchvision's {@code
 * ImageFolder}, and folders within that of a class belong to it.
 *
 * <p>Without {@code test}, a fifth of the images of each class is held out. Which ones depends on
 * their number and on their order alone, so that every machine holds out the same.
 */
final class ImageFolderTree {

  static final String TRAIN = "train";

  /** What to do about a file that cannot be used. */
  static final String MEND = "replace or remove it";

  private static final String TEST = "test";
  private static final String VAL = "val";
  private static final Pattern IMAGE =
      Pattern.compile(".+[.](png|jpe?g)", Pattern.CASE_INSENSITIVE);
  private static final int HELD_OUT = 5;
  private static final long SEED = 1;

  private ImageFolderTree() {}

  /**
   * Reads the tree without its images.
   *
   * @param size side of the squares that they become
   * @throws DatasetException if something is missing or does not belong there
   */
  static ImageTree read(Path folder, int size) {
    Path train = FileNames.resolve(folder, TRAIN);
    if (!Files.isDirectory(train)) {
      throw new DatasetException(
          "there is no folder '%s': put the images of each class into '%s'"
              .formatted(train, train.resolve("CLASS")));
    }
    Map<String, Path> classes = classes(train);
    if (classes.size() < 2) {
      throw new DatasetException(
          "'%s' has %s: give each class a folder of its images, two classes at least"
              .formatted(
                  train,
                  classes.isEmpty()
                      ? "no classes"
                      : "one class, '%s'".formatted(classes.keySet().iterator().next())));
    }
    List<String> names = List.copyOf(classes.keySet());
    List<List<LabelledFile>> images = images(TRAIN, classes);
    Path test = FileNames.resolve(folder, TEST);
    if (Files.isDirectory(test)) {
      Map<String, Path> tested = classes(test);
      checkSame(train, classes, test, tested);
      checkSame(test, tested, train, classes);
      return tree(size, names, flat(images), flat(images(TEST, tested)));
    }
    if (Files.exists(FileNames.resolve(folder, VAL))) {
      throw new DatasetException(
          "'%s' has 'val' and no 'test': name the folder with which networks are tested 'test'"
              .formatted(folder));
    }
    return heldOut(size, names, images, train);
  }

  private static ImageTree tree(
      int size, List<String> names, List<LabelledFile> train, List<LabelledFile> test) {
    return new ImageTree("image folder, %d\n".formatted(size), names, train, test);
  }

  private static void checkSame(
      Path one, Map<String, Path> classes, Path other, Map<String, Path> others) {
    TreeSet<String> extra = new TreeSet<>(classes.keySet());
    extra.removeAll(others.keySet());
    if (!extra.isEmpty()) {
      throw new DatasetException(
          "'%s' has the class '%s' and '%s' does not: give both the same classes"
              .formatted(one, extra.first(), other));
    }
  }

  private static ImageTree heldOut(
      int size, List<String> names, List<List<LabelledFile>> images, Path train) {
    List<LabelledFile> kept = new ArrayList<>();
    List<LabelledFile> heldOut = new ArrayList<>();
    for (int label = 0; label < images.size(); label++) {
      List<LabelledFile> all = images.get(label);
      if (all.size() < 2) {
        throw new DatasetException(
            "'%s' has one image, and without a folder 'test' a part of each class is held out: add images or 'test'"
                .formatted(train.resolve(names.get(label))));
      }
      List<LabelledFile> drawn = new ArrayList<>(all);
      Collections.shuffle(drawn, new Random(SEED + label));
      Set<LabelledFile> part =
          Set.copyOf(
              drawn.subList(0, Math.max(1, (int) Math.round((double) all.size() / HELD_OUT))));
      for (LabelledFile image : all) {
        (part.contains(image) ? heldOut : kept).add(image);
      }
    }
    return tree(size, names, kept, heldOut);
  }

  private static List<LabelledFile> flat(List<List<LabelledFile>> images) {
    return images.stream().flatMap(List::stream).toList();
  }

  /** Returns the folders in a folder by their names, in alphabetical order. */
  private static Map<String, Path> classes(Path folder) {
    Map<String, Path> classes = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path each : stream) {
        String name = each.getFileName().toString();
        if (Files.isDirectory(each) && !name.startsWith(".")) {
          classes.put(name, each);
        } else if (IMAGE.matcher(name).matches() && !FileNames.isLitter(name, IMAGE)) {
          throw new DatasetException(
              "'%s' is in no class: move it into the folder of one, or remove it".formatted(each));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw DatasetException.unreadable(folder, e);
    }
    return classes;
  }

  /** Returns the images of each class, in the order of their names. */
  private static List<List<LabelledFile>> images(String part, Map<String, Path> classes) {
    List<List<LabelledFile>> images = new ArrayList<>();
    classes.forEach(
        (name, folder) -> {
          int label = images.size();
          List<LabelledFile> files =
              files(folder).entrySet().stream()
                  .map(
                      file ->
                          new LabelledFile(
                              file.getValue(), String.join("/", part, name, file.getKey()), label))
                  .toList();
          if (files.isEmpty()) {
            throw new DatasetException(
                "'%s' has no images: add some, or remove the folder".formatted(folder));
          }
          images.add(files);
        });
    return images;
  }

  /** Returns the images in a folder by their paths in it. */
  private static Map<String, Path> files(Path folder) {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      all.filter(file -> !Files.isDirectory(file))
          .forEach(
              file -> {
                String name = file.getFileName().toString();
                if (FileNames.isLitter(name, IMAGE)) {
                  return;
                }
                if (!IMAGE.matcher(name).matches()) {
                  throw new DatasetException(
                      "'%s' is not a .png, .jpg or .jpeg file: convert or remove it"
                          .formatted(file));
                }
                files.put(folder.relativize(file).toString().replace('\\', '/'), file);
              });
    } catch (IOException | UncheckedIOException e) {
      throw DatasetException.unreadable(folder, e);
    }
    return files;
  }
}
