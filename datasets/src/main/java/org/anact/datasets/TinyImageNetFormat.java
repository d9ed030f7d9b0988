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

/** The published tree of Tiny ImageNet, with all images of each class or some. */
record TinyImageNetFormat() implements DatasetFormat {

  @Override
  public String publishedFolder() {
    return "tiny-imagenet-200";
  }

  @Override
  public List<String> contents() {
    return TinyImageNetTree.CONTENTS;
  }

  @Override
  public Reading read(DatasetEntry entry, Path folder, Optional<Path> cache) {
    TinyImageNetTree tree = TinyImageNetTree.read(entry, folder);
    if (cache.isEmpty()) {
      return decode(entry, folder, tree);
    }
    String key = key(tree);
    DecodedCache decoded = new DecodedCache(cache.get(), entry, key);
    Optional<Reading> kept = decoded.read(tree.classNames());
    if (kept.isPresent()) {
      return kept.get();
    }
    Reading reading = decode(entry, folder, tree);
    decoded.write(reading);
    return reading;
  }

  private static Reading decode(DatasetEntry entry, Path folder, TinyImageNetTree tree) {
    MessageDigest digest = Digests.newSha256();
    ParallelDecoder decoder = new ParallelDecoder(entry, folder);
    ImageSet train = decoder.decode(tree.train(), digest);
    ImageSet test = decoder.decode(tree.test(), digest);
    String checksum = HexFormat.of().formatHex(digest.digest());
    return new Reading(train, test, tree.classNames(), checksum, Map.of());
  }

  /**
   * Returns what changes with every file that is added, removed, renamed, relabelled or written.
   */
  private static String key(TinyImageNetTree tree) {
    MessageDigest digest = Digests.newSha256();
    Stream<TinyImageNetTree.Image> images =
        Stream.of(tree.train(), tree.test()).flatMap(List::stream);
    images.forEach(
        image -> {
          try {
            BasicFileAttributes file =
                Files.readAttributes(image.file(), BasicFileAttributes.class);
            String line =
                "%s %d %d %s\n"
                    .formatted(image.name(), image.label(), file.size(), file.lastModifiedTime());
            digest.update(line.getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            throw ParallelDecoder.unreadable(image.file(), e);
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }
}
