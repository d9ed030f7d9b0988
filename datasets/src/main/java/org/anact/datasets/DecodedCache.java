package org.anact.datasets;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the decoded images of a data set in one file: magic number, version, key of the source,
 * checksum of the source, then labels and pixels of both sets, then a CRC-32C of it all.
 *
 * <p>Nothing depends on it: a file that is missing, old or damaged is made again, and where it
 * cannot be written the data set is decoded at every start.
 */
final class DecodedCache {

  private static final Logger LOG = LoggerFactory.getLogger(DecodedCache.class);
  private static final int MAGIC = 0x414e4143;
  private static final int VERSION = 2;
  private static final int STEP = 1 << 20;

  private final Path folder;
  private final DatasetEntry entry;
  private final String name;
  private final String key;
  private final Path file;

  /**
   * Makes the cache of a data set.
   *
   * @param folder where it is kept
   * @param entry what the data set must be
   * @param name with which its file begins; of the files of one name the last one stays
   * @param key of the source, in hexadecimal digits
   */
  DecodedCache(Path folder, DatasetEntry entry, String name, String key) {
    this.folder = folder;
    this.entry = entry;
    this.name = name;
    this.key = key;
    this.file = folder.resolve("%s-%s.bin".formatted(name, key.substring(0, 16)));
  }

  /** Returns what is kept, if it is whole and of this source. */
  Optional<Reading> read(List<String> classNames) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (CheckedInputStream checked =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), STEP), new CRC32C());
        DataInputStream in = new DataInputStream(checked)) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION || !in.readUTF().equals(key)) {
        throw new IOException("it has another header");
      }
      String checksum = in.readUTF();
      ImageSet train = readSet(in);
      ImageSet test = readSet(in);
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum || in.read() >= 0) {
        throw new IOException("its checksum is wrong");
      }
      return Optional.of(new Reading(train, test, classNames, checksum, Map.of()));
    } catch (IOException e) {
      LOG.warn("'{}' is made again: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private ImageSet readSet(DataInputStream in) throws IOException {
    long size = (long) entry.channels() * entry.height() * entry.width();
    int count = in.readInt();
    // What the header announces is believed only as far as the file is long.
    if (count <= 0 || count * (size + Integer.BYTES) > Files.size(file)) {
      throw new IOException("it announces %d images".formatted(count));
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = in.readInt();
      if (labels[i] < 0 || labels[i] >= entry.classes()) {
        throw new IOException("it has the label %d".formatted(labels[i]));
      }
    }
    byte[] pixels = new byte[Math.toIntExact(count * size)];
    for (int from = 0; from < pixels.length; from += Math.min(STEP, pixels.length - from)) {
      in.readFully(pixels, from, Math.min(STEP, pixels.length - from));
    }
    return new ImageSet(entry.channels(), entry.height(), entry.width(), pixels, labels);
  }

  /**
   * Keeps a data set in place of what was kept of an older source; logs it if that is impossible.
   */
  void write(Reading reading) {
    Path part = null;
    try {
      Files.createDirectories(folder);
      part = Files.createTempFile(folder, name, ".part");
      try (CheckedOutputStream checked =
              new CheckedOutputStream(
                  new BufferedOutputStream(Files.newOutputStream(part), STEP), new CRC32C());
          DataOutputStream out = new DataOutputStream(checked)) {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(key);
        out.writeUTF(reading.checksum());
        reading.train().writeTo(out);
        reading.test().writeTo(out);
        out.writeLong(checked.getChecksum().getValue());
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      removeOlder();
    } catch (IOException e) {
      LOG.warn(
          "decoded images are not kept in '{}' ({}): the next start decodes them again",
          folder,
          e.toString());
      remove(part);
    }
  }

  private void removeOlder() throws IOException {
    try (DirectoryStream<Path> kept =
        Files.newDirectoryStream(folder, name + "-????????????????.bin")) {
      for (Path each : kept) {
        if (!each.equals(file)) {
          remove(each);
        }
      }
    }
  }

  private static void remove(Path each) {
    try {
      if (each != null) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      LOG.warn("cannot remove '{}': {}", each, e.toString());
    }
  }
}
