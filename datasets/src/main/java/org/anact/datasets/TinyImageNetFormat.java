package org.anact.datasets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The published tree of Tiny ImageNet, with all images of each class or some. */
record TinyImageNetFormat() implements DatasetFormat {

  @Override
  public String publishedFolder() {
    return "tiny-imagenet-200";
  }

  @Override
  public boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(TinyImageNetTree.WNIDS));
  }

  @Override
  public List<String> contents() {
    return TinyImageNetTree.CONTENTS;
  }

  @Override
  public Dataset read(DatasetEntry entry, Path folder, Optional<Path> cache) {
    TinyImageNetTree tree = TinyImageNetTree.read(entry, folder);
    if (cache.isEmpty()) {
      return decode(entry, folder, tree);
    }
    String key = key(folder, tree);
    DecodedCache decoded = new DecodedCache(cache.get(), entry, key);
    Optional<Dataset> kept = decoded.read(tree.classNames());
    if (kept.isPresent()) {
      return kept.get();
    }
    Dataset dataset = decode(entry, folder, tree);
    decoded.write(dataset);
    return dataset;
  }

  private static Dataset decode(DatasetEntry entry, Path folder, TinyImageNetTree tree) {
    MessageDigest digest = Checksums.sha256();
    ParallelDecoder decoder = new ParallelDecoder(entry, folder);
    ImageSet train = decoder.decode(tree.train(), digest);
    ImageSet test = decoder.decode(tree.test(), digest);
    String checksum = HexFormat.of().formatHex(digest.digest());
    return new Dataset(entry.name(), train, test, tree.classNames(), checksum);
  }

  /**
   * Returns what changes with every file that is added, removed, renamed, relabelled or written.
   */
  private static String key(Path folder, TinyImageNetTree tree) {
    MessageDigest digest = Checksums.sha256();
    Stream<TinyImageNetTree.Image> images =
        Stream.of(tree.train(), tree.test()).flatMap(List::stream);
    images.forEach(
        image -> {
          try {
            BasicFileAttributes file =
                Files.readAttributes(image.file(), BasicFileAttributes.class);
            String line =
                "%s %d %d %s\n"
                    .formatted(
                        folder.relativize(image.file()),
                        image.label(),
                        file.size(),
                        file.lastModifiedTime());
            digest.update(line.getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            throw ParallelDecoder.unreadable(image.file(), e);
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }
}
