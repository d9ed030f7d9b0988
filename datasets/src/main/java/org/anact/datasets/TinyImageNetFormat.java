package org.anact.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The published tree of Tiny ImageNet, with all images of each class or some. */
record TinyImageNetFormat() implements DatasetFormat {

  private static final String MEND = "put the published file there";

  /** Far above any image of the set. */
  private static final long LARGEST_FILE = 1 << 20;

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
    JpegDecoder decoder = new JpegDecoder(entry.height(), entry.width());
    return TinyImageNetTree.read(entry, folder)
        .read(
            entry,
            new ParallelDecoder(entry, folder, decoder::decode, LARGEST_FILE, MEND),
            cache,
            entry.name());
  }
}
