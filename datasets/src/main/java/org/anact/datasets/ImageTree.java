package org.anact.datasets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data set whose images are a file each.
 *
 * @param form what decides the pixels besides the files, a line each; part of the checksum
 * @param classNames by label
 * @param train training images
 * @param test test images
 */
record ImageTree(
    String form, List<String> classNames, List<LabelledFile> train, List<LabelledFile> test) {

  ImageTree {
    classNames = List.copyOf(classNames);
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  /**
   * Reads the images from the cache, if it has these files; else decodes and keeps them.
   *
   * @param entry what the data set must be
   * @param cache the folder of the cache; empty to read the files themselves
   * @param name with which the file in the cache begins
   */
  Reading read(DatasetEntry entry, ParallelDecoder decoder, Optional<Path> cache, String name) {
    if (cache.isEmpty()) {
      return decode(decoder);
    }
    DecodedCache decoded = new DecodedCache(cache.get(), entry, name, key());
    Optional<Reading> kept = decoded.read(classNames);
    if (kept.isPresent()) {
      return kept.get();
    }
    Reading reading = decode(decoder);
    decoded.write(reading);
    return reading;
  }

  private Reading decode(ParallelDecoder decoder) {
    MessageDigest digest = Digests.newSha256();
    digest.update(form.getBytes(StandardCharsets.UTF_8));
    ImageSet trainSet = decoder.decode(train, digest);
    ImageSet testSet = decoder.decode(test, digest);
    String checksum = HexFormat.of().formatHex(digest.digest());
    return new Reading(trainSet, testSet, classNames, checksum, Map.of());
  }

  /**
   * Returns what changes with every file that is added, removed, renamed, relabelled or written.
   */
  private String key() {
    MessageDigest digest = Digests.newSha256();
    digest.update(form.getBytes(StandardCharsets.UTF_8));
    Stream.of(train, test)
        .flatMap(List::stream)
        .forEach(
            image -> {
              try {
                BasicFileAttributes file =
                    Files.readAttributes(image.file(), BasicFileAttributes.class);
                String line =
                    "%s %d %d %s\n"
                        .formatted(
                            image.name(), image.label(), file.size(), file.lastModifiedTime());
                digest.update(line.getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                throw DatasetException.unreadable(image.file(), e);
              }
            });
    return HexFormat.of().formatHex(digest.digest());
  }
}
