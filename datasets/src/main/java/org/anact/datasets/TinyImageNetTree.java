package org.anact.datasets;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the text files and folders of Tiny ImageNet say: which images there are, and of which class.
 *
 * @param classNames by label, which is the line in {@code wnids.txt}
 * @param train class by class, in the order of the images' numbers
 * @param test in the order of {@code val_annotations.txt}; the labels of the published test images
 *     were never published
 */
record TinyImageNetTree(List<String> classNames, List<Image> train, List<Image> test) {

  static final String WNIDS = "wnids.txt";
  private static final String WORDS = "words.txt";
  private static final String TRAIN = "train";
  private static final String VAL = "val";

  /** What is read of the published tree. */
  static final List<String> CONTENTS = List.of(WNIDS, WORDS, TRAIN, VAL);

  private static final String ANNOTATIONS = "val_annotations.txt";
  private static final String SUFFIX = ".JPEG";

  /** A file with its class. */
  record Image(Path file, int label) {}

  TinyImageNetTree {
    classNames = List.copyOf(classNames);
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  /**
   * Reads the tree without its images.
   *
   * @throws DatasetException if something is missing or does not belong there
   */
  static TinyImageNetTree read(DatasetEntry entry, Path folder) {
    Map<String, Integer> labels = labels(entry, folder);
    return new TinyImageNetTree(
        names(entry, folder, labels), train(folder, labels), test(entry, folder, labels));
  }

  private static Map<String, Integer> labels(DatasetEntry entry, Path folder) {
    Path file = folder.resolve(WNIDS);
    Map<String, Integer> labels = new LinkedHashMap<>();
    List<String> lines = TextFile.lines(entry, folder, WNIDS);
    for (int i = 0; i < lines.size(); i++) {
      String wnid = lines.get(i).strip();
      if (!wnid.matches("n[0-9]{8}")) {
        throw new DatasetException(
            "'%s' has '%s' on line %d, which is no WordNet id like n01443537: put the published file there"
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

  private static List<Image> train(Path folder, Map<String, Integer> labels) {
    Path train = folder.resolve(TRAIN);
    for (Path each : visible(train)) {
      if (!labels.containsKey(each.getFileName().toString())) {
        throw new DatasetException(
            "'%s' is no class of '%s': remove it".formatted(each, folder.resolve(WNIDS)));
      }
    }
    List<Image> images = new ArrayList<>();
    labels.forEach(
        (wnid, label) -> {
          Path home = train.resolve(wnid).resolve("images");
          List<Path> files = visible(home);
          if (files.isEmpty()) {
            throw new DatasetException(
                "'%s' has no images: every class needs some, unpack the published archive again"
                    .formatted(home));
          }
          for (Path file : files) {
            if (!file.getFileName().toString().endsWith(SUFFIX)) {
              throw new DatasetException("'%s' is no %s file: remove it".formatted(file, SUFFIX));
            }
            images.add(new Image(file, label));
          }
        });
    return images;
  }

  private static List<Image> test(DatasetEntry entry, Path folder, Map<String, Integer> labels) {
    Path home = folder.resolve(VAL);
    Path images = home.resolve("images");
    Set<String> there = new HashSet<>();
    visible(images).forEach(file -> there.add(file.getFileName().toString()));
    List<String> lines = TextFile.lines(entry, home, ANNOTATIONS);
    List<Image> test = new ArrayList<>();
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
      if (!there.remove(fields[0])) {
        throw new DatasetException(
            at
                + "the image '%s', which is not in '%s' or has a line already: put it there or remove the line"
                    .formatted(shortened(fields[0]), images));
      }
      test.add(new Image(images.resolve(fields[0]), label));
    }
    if (!there.isEmpty()) {
      throw new DatasetException(
          "'%s' has no line in '%s': add it or remove the image"
              .formatted(
                  images.resolve(there.stream().sorted().findFirst().orElseThrow()),
                  home.resolve(ANNOTATIONS)));
    }
    if (test.isEmpty()) {
      throw new DatasetException(
          "'%s' names no image: put the published file there".formatted(home.resolve(ANNOTATIONS)));
    }
    return test;
  }

  /**
   * Tells whether a file is litter of an operating system, like {@code .DS_Store} or {@code
   * ._n01443537_0.JPEG}. A hidden image is none: leaving it out would go unnoticed.
   */
  private static boolean isLitter(String name) {
    return name.startsWith("._") || (name.startsWith(".") && !name.endsWith(SUFFIX));
  }

  /** Returns what is in a folder, shorter names first, so that image 10 comes after image 9. */
  private static List<Path> visible(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(
          "there is no folder '%s': unpack the published archive again".formatted(folder));
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path file : stream) {
        String name = file.getFileName().toString();
        if (isLitter(name)) {
          continue;
        }
        if (name.startsWith(".")) {
          throw new DatasetException(
              "'%s' is a hidden image: unpack the published archive again".formatted(file));
        }
        files.add(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new DatasetException(
          "cannot read '%s' (%s): check its permissions".formatted(folder, e.getMessage()), e);
    }
    files.sort(
        Comparator.comparingInt((Path file) -> file.getFileName().toString().length())
            .thenComparing(file -> file.getFileName().toString()));
    return files;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
