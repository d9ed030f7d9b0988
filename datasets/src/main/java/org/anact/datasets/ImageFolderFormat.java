package org.anact.datasets;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of images of any size in the layout of torchvision's {@code ImageFolder}, {@code
 * train/CLASS/*} and {@code test/CLASS/*}, brought to squares.
 */
public record ImageFolderFormat() implements DatasetFormat {

  /** Far above any photograph. */
  private static final long LARGEST_FILE = 1 << 26;

  /** Digits of the hash that tells sets of one name in the cache apart. */
  private static final int HASH_DIGITS = 8;

  /**
   * Returns the entry of a folder. It has one channel if all images are stored as grey, else three.
   *
   * @param name name in grids
   * @param folder where {@code train} is
   * @param size side of the squares in pixels
   * @throws DatasetException if the folder has another layout, or a file is not an image
   */
  public static DatasetEntry entry(String name, Path folder, int size) {
    ImageTree tree = ImageFolderTree.read(folder, size);
    boolean grey =
        Stream.of(tree.train(), tree.test())
            .flatMap(List::stream)
            .allMatch(image -> ImageHeader.isGrey(image.file(), ImageFolderTree.MEND));
    return new DatasetEntry(
        name,
        "own",
        "images in a folder",
        folder.toString(),
        folder.toString(),
        grey ? 1 : 3,
        size,
        size,
        tree.train().size(),
        tree.test().size(),
        tree.classNames().size(),
        new ImageFolderFormat());
  }

  @Override
  public String publishedFolder() {
    return "";
  }

  @Override
  public List<String> contents() {
    return List.of(ImageFolderTree.TRAIN);
  }

  @Override
  public Reading read(DatasetEntry entry, Path folder, Optional<Path> cache) {
    ImageTree tree = ImageFolderTree.read(folder, entry.height());
    if (tree.classNames().size() != entry.classes()) {
      throw new DatasetException(
          "'%s' has %d classes and had %d when it was first read: start again"
              .formatted(folder, tree.classNames().size(), entry.classes()));
    }
    SquareDecoder decoder =
        new SquareDecoder(entry.channels(), entry.height(), ImageFolderTree.MEND);
    return tree.read(
        entry,
        new ParallelDecoder(entry, folder, decoder::decode, LARGEST_FILE, ImageFolderTree.MEND),
        cache,
        entry.name() + "-" + hash(folder, entry.height()));
  }

  private static String hash(Path folder, int size) {
    byte[] source = (folder.toAbsolutePath() + "\n" + size).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Digests.newSha256().digest(source)).substring(0, HASH_DIGITS);
  }
}
