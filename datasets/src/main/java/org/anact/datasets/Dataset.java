package org.anact.datasets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A data set in memory.
 *
 * @param name registered name
 * @param train training set
 * @param test test set
 * @param classNames names of the classes, by label
 * @param checksum SHA-256 of the content of its files; the same for a file and its packed copy
 * @param doubt why no published checksum proves that these are the published files, as a sentence
 *     without a full stop; empty if one does
 */
public record Dataset(
    String name,
    ImageSet train,
    ImageSet test,
    List<String> classNames,
    String checksum,
    Optional<String> doubt) {

  /** What listings, results and reports call a data set that no published checksum proves. */
  public static final String UNPROVEN = "not the published files";

  /** Copies the list. */
  public Dataset {
    classNames = List.copyOf(classNames);
  }

  /** Returns the same data set with another doubt, or none. */
  public Dataset with(Optional<String> otherDoubt) {
    return new Dataset(name, train, test, classNames, checksum, otherDoubt);
  }

  /**
   * Returns a data set whose test set is a share of this one's training set, and whose training set
   * is the rest: for choices that must not see the test set. The share is stratified: that of each
   * class, rounded, and at least one image.
   *
   * @param share between 0 and 1
   * @param seed of the draw
   * @throws IllegalArgumentException if a class would have no image left to train on
   */
  public Dataset holdOut(double share, long seed) {
    List<List<Integer>> byClass = new ArrayList<>();
    classNames.forEach(name -> byClass.add(new ArrayList<>()));
    for (int i = 0; i < train.count(); i++) {
      byClass.get(train.label(i)).add(i);
    }
    boolean[] held = new boolean[train.count()];
    Random random = new Random(seed);
    for (int label = 0; label < byClass.size(); label++) {
      List<Integer> images = byClass.get(label);
      int number = (int) Math.max(1, Math.round(share * images.size()));
      if (number >= images.size()) {
        throw new IllegalArgumentException(
            "class '%s' of %s is too small to hold out a share of %s: %d in all"
                .formatted(classNames.get(label), this.name, share, images.size()));
      }
      Collections.shuffle(images, random);
      images.subList(0, number).forEach(image -> held[image] = true);
    }
    return new Dataset(
        name,
        train.select(IntStream.range(0, held.length).filter(image -> !held[image]).toArray()),
        train.select(IntStream.range(0, held.length).filter(image -> held[image]).toArray()),
        classNames,
        checksum,
        doubt);
  }
}
