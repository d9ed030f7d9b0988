package org.anact.datasets;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text files and folders of Tiny ImageNet say: which images there are, and of which class.
 */
final class TinyImageNetTree {

  static final String WNIDS = "wnids.txt";
  private static final String WORDS = "words.txt";
  private static final String TRAIN = "train";
  private static final String VAL = "val";

  /** What is read of the published tree. */
  static final List<String> CONTENTS = List.of(WNIDS, WORDS, TRAIN, VAL);

  /** Shorter names first, so that image 10 comes after image 9, whatever their case and suffix. */
  private static final Comparator<Path> ORDER =
      Comparator.comparingInt((Path file) -> stem(file).length())
          .thenComparing(TinyImageNetTree::stem);

  private static final String ANNOTATIONS = "val_annotations.txt";
  private static final String IMAGES = "images";
  private static final Pattern IMAGE = Pattern.compile("(.+)[.]jpe?g", Pattern.CASE_INSENSITIVE);

  private TinyImageNetTree() {}

  /**
   * Reads the tree without its images. A label is the line in {@code wnids.txt}; training images
   * come class by class, in the order of their numbers, and test images in the order of {@code
   * val_annotations.txt}: the labels of the published test images were never published.
   *
   * @throws DatasetException if something is missing or does not belong there
   */
  static ImageTree read(DatasetEntry entry, Path folder) {
    Map<String, Integer> labels = labels(entry, folder);
    return new ImageTree(
        "", names(entry, folder, labels), train(folder, labels), test(entry, folder, labels));
  }

  private static Map<String, Integer> labels(DatasetEntry entry, Path folder) {
    Path file = folder.resolve(WNIDS);
    Map<String, Integer> labels = new LinkedHashMap<>();
    List<String> lines = TextFile.lines(entry, folder, WNIDS);
    for (int i = 0; i < lines.size(); i++) {
      String wnid = lines.get(i).strip();
      if (!wnid.matches("n[0-9]{8}")) {
        throw new DatasetException(
            "'%s' has '%s' on line %d, which is not a WordNet id like n01443537: put the published file there"
                .formatted(file, shortened(wnid), i + 1));
      }
      if (labels.putIfAbsent(wnid, i) != null) {
        throw new DatasetException(
            "'%s' has %s a second time on line %d: put the published file there"
                .formatted(file, wnid, i + 1));
      }
    }
    if (labels.size() != entry.classes()) {
      throw new DatasetException(
          "'%s' has %d classes and %s has %d: put the published file there"
              .formatted(file, labels.size(), entry.name(), entry.classes()));
    }
    return labels;
  }

  private static List<String> names(DatasetEntry entry, Path folder, Map<String, Integer> labels) {
    Map<String, String> words = new HashMap<>();
    for (String line : TextFile.lines(entry, folder, WORDS)) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        words.put(line.substring(0, tab), line.substring(tab + 1).split(",", 2)[0].strip());
      }
    }
    List<String> names = new ArrayList<>();
    for (String wnid : labels.keySet()) {
      String name = words.getOrDefault(wnid, "");
      if (name.isEmpty()) {
        throw new DatasetException(
            "'%s' has no name for %s: put the published file there"
                .formatted(folder.resolve(WORDS), wnid));
      }
      names.add(name);
    }
    return names;
  }

  private static List<LabelledFile> train(Path folder, Map<String, Integer> labels) {
    Path train = FileNames.resolve(folder, TRAIN);
    Map<String, Path> classes = new HashMap<>();
    for (Path each : visible(train)) {
      String wnid = each.getFileName().toString().toLowerCase(Locale.ROOT);
      if (!labels.containsKey(wnid)) {
        throw new DatasetException(
            "'%s' is not a class of '%s': remove it".formatted(each, folder.resolve(WNIDS)));
      }
      refuseTwo(classes.put(wnid, each), each);
    }
    List<LabelledFile> images = new ArrayList<>();
    labels.forEach(
        (wnid, label) -> {
          Path home = FileNames.resolve(classes.getOrDefault(wnid, train.resolve(wnid)), IMAGES);
          Map<String, Path> files = images(home);
          if (files.isEmpty()) {
            throw new DatasetException(
                "'%s' has no images: every class needs some, unpack the published archive again"
                    .formatted(home));
          }
          String parent = String.join("/", TRAIN, wnid, IMAGES, "");
          files.forEach((name, file) -> images.add(new LabelledFile(file, parent + name, label)));
        });
    return images;
  }

  private static List<LabelledFile> test(
      DatasetEntry entry, Path folder, Map<String, Integer> labels) {
    Path home = FileNames.resolve(folder, VAL);
    Path images = FileNames.resolve(home, IMAGES);
    Map<String, Path> there = images(images);
    String parent = String.join("/", VAL, IMAGES, "");
    List<String> lines = TextFile.lines(entry, home, ANNOTATIONS);
    List<LabelledFile> test = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String at = "'%s' has on line %d ".formatted(home.resolve(ANNOTATIONS), i + 1);
      String[] fields = lines.get(i).split("\t", -1);
      if (fields.length < 2) {
        throw new DatasetException(
            at + "no file and class with a tab between: put the published file there");
      }
      Integer label = labels.get(fields[1].strip());
      if (label == null) {
        throw new DatasetException(
            at
                + "the class '%s', which is not in '%s': put the published files there"
                    .formatted(shortened(fields[1]), folder.resolve(WNIDS)));
      }
      String name = published(fields[0]).orElse("");
      Path file = there.remove(name);
      if (file == null) {
        throw new DatasetException(
            at
                + "the image '%s', which is not in '%s' or has a line already: put it there or remove the line"
                    .formatted(shortened(fields[0]), images));
      }
      test.add(new LabelledFile(file, parent + name, label));
    }
    if (!there.isEmpty()) {
      throw new DatasetException(
          "'%s' has no line in '%s': add it or remove the image"
              .formatted(there.values().iterator().next(), home.resolve(ANNOTATIONS)));
    }
    if (test.isEmpty()) {
      throw new DatasetException(
          "'%s' names no image: put the published file there".formatted(home.resolve(ANNOTATIONS)));
    }
    return test;
  }

  /**
   * Returns the name that an image has in the published tree; empty if it is not that of an image.
   */
  private static Optional<String> published(String name) {
    Matcher image = IMAGE.matcher(name);
    return image.matches()
        ? Optional.of(image.group(1).toLowerCase(Locale.ROOT) + ".JPEG")
        : Optional.empty();
  }

  /** Returns the images in a folder by their published names, image 10 after image 9. */
  private static Map<String, Path> images(Path folder) {
    Map<String, Path> images = new LinkedHashMap<>();
    for (Path file : visible(folder)) {
      String name =
          published(file.getFileName().toString())
              .orElseThrow(
                  () ->
                      new DatasetException("'%s' is not a .JPEG file: remove it".formatted(file)));
      refuseTwo(images.put(name, file), file);
    }
    return images;
  }

  private static void refuseTwo(Path other, Path file) {
    if (other != null) {
      throw new DatasetException(
          "'%s' and '%s' differ in case or suffix alone: remove one of them"
              .formatted(other, file));
    }
  }

  /** Returns what is in a folder, in the order of {@link #ORDER}. */
  private static List<Path> visible(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(
          "there is no folder '%s': unpack the published archive again".formatted(folder));
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path file : stream) {
        String name = file.getFileName().toString();
        if (FileNames.isLitter(name, IMAGE)) {
          continue;
        }
        if (name.startsWith(".")) {
          throw new DatasetException(
              "'%s' is a hidden image: unpack the published archive again".formatted(file));
        }
        files.add(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw DatasetException.unreadable(folder, e);
    }
    files.sort(ORDER);
    return files;
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return published(name).orElse(name);
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
