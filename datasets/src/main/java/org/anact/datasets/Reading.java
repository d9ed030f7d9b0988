package org.anact.datasets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a format read of a data set's files.
 *
 * @param train training set
 * @param test test set
 * @param classNames names of the classes, by label
 * @param checksum SHA-256 of all content in a fixed order; the same for a file and its packed copy
 * @param files checksums of the content of each file, uncompressed, by its published name; empty
 *     for a tree of images
 */
public record Reading(
    ImageSet train,
    ImageSet test,
    List<String> classNames,
    String checksum,
    Map<String, Digests> files) {

  /** Copies list and map. */
  public Reading {
    classNames = List.copyOf(classNames);
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /**
   * Returns what was read of single files; the checksum is that of the list that {@code sha256sum}
   * prints of them, uncompressed.
   */
  static Reading of(
      ImageSet train, ImageSet test, List<String> classNames, Map<String, Digests> files) {
    MessageDigest digest = Digests.newSha256();
    files.forEach(
        (name, each) ->
            digest.update((each.sha256() + "  " + name + "\n").getBytes(StandardCharsets.UTF_8)));
    String checksum = HexFormat.of().formatHex(digest.digest());
    return new Reading(train, test, classNames, checksum, files);
  }
}
