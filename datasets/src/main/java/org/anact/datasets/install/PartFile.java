package org.anact.datasets.install;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * What has come of a download so far, in {@code NAME.part}; beside it, {@code NAME.part.origin}
 * says from which address, and in which version of the file there.
 */
final class PartFile {

  private final Path whole;
  private final Path part;
  private final Path origin;

  PartFile(Path whole) {
    this.whole = whole;
    this.part = whole.resolveSibling(whole.getFileName() + ".part");
    this.origin = whole.resolveSibling(whole.getFileName() + ".part.origin");
  }

  /**
   * Where the bytes come from.
   *
   * @param address of the file
   * @param version the server's mark of its version (entity tag or date); empty if it gave none
   */
  record Origin(URI address, String version) {}

  Path path() {
    return part;
  }

  long length() throws IOException {
    return Files.isRegularFile(part) ? Files.size(part) : 0;
  }

  /** Returns what has come from an address; empty if nothing has. */
  Optional<Origin> originFrom(URI address) throws IOException {
    if (length() == 0 || !Files.isRegularFile(origin)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(origin);
    return lines.size() == 2 && lines.get(0).equals(address.toString())
        ? Optional.of(new Origin(address, lines.get(1)))
        : Optional.empty();
  }

  /** Starts over. */
  FileChannel create(Origin from) throws IOException {
    // Emptied first: bytes must never stand beside an origin that is not theirs.
    FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    Files.write(origin, List.of(from.address().toString(), from.version()));
    return channel;
  }

  /** Resumes at the end of what has come. */
  FileChannel append() throws IOException {
    return FileChannel.open(part, StandardOpenOption.APPEND);
  }

  void delete() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(origin);
  }

  /** Gives the whole file its name. */
  void complete() throws IOException {
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(origin);
  }
}
