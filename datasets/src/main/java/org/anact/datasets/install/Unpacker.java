package org.anact.datasets.install;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.anact.datasets.DatasetException;
import org.anact.datasets.FileKind;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Unpacks a {@code .tar.gz}, {@code .tar} or {@code .zip} that may be damaged or hostile. */
final class Unpacker {

  private static final int BUFFER = 1 << 17;
  private static final int HEAD = 512;
  private static final int TAR_MAGIC_AT = 257;

  /** Of the header before a file in a zip: its size up to the name, and where the name's is. */
  private static final int LOCAL_HEADER_BYTES = 30;

  private static final int NAME_LENGTH_AT = 26;

  private final Path archive;
  private final Intake intake;
  private final InstallListener listener;

  /** What is being unpacked, for the messages about damage. */
  private String at = "its beginning";

  Unpacker(Path archive, Path target, InstallListener listener) {
    this.archive = archive;
    this.intake = new Intake(archive, target, Intake.Limits.STANDARD);
    this.listener = listener;
  }

  /** A step of reading the archive itself. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * Unpacks everything.
   *
   * @throws DatasetException if it is no such archive, is damaged or holds what may not be there
   * @throws IOException if something cannot be written
   */
  void unpack() throws IOException {
    byte[] head = reading(this::head);
    boolean gzip = head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    boolean zip = head.length >= 2 && head[0] == 'P' && head[1] == 'K';
    boolean tar = new String(head, StandardCharsets.ISO_8859_1).startsWith("ustar", TAR_MAGIC_AT);
    if (!gzip && !zip && !tar) {
      throw new DatasetException(
          "'%s' is not a .tar.gz or .zip archive, it %s: take the published one"
              .formatted(archive, FileKind.of(head, "begins like neither")));
    }
    listener.begins(
        "unpack " + archive.getFileName(), OptionalLong.of(reading(() -> Files.size(archive))));
    try {
      if (zip) {
        zip();
      } else {
        tar(gzip);
      }
    } finally {
      listener.ends();
    }
  }

  private byte[] head() throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      return in.readNBytes(HEAD);
    }
  }

  private void tar(boolean gzip) throws IOException {
    try (InputStream unpacked = reading(() -> content(gzip));
        TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
      for (TarArchiveEntry entry = reading(tar::getNextEntry);
          entry != null;
          entry = reading(tar::getNextEntry)) {
        at = entry.getName();
        if (entry.isDirectory()) {
          intake.folder(at);
        } else if (entry.isSymbolicLink()
            || entry.isLink()
            || entry.isFIFO()
            || entry.isCharacterDevice()
            || entry.isBlockDevice()) {
          throw intake.refused(at, "is a link or a device");
        } else {
          intake.file(at, tar);
        }
      }
      // What follows the last entry is read too: the checksum of gzip stands at its end.
      at = "its end";
      reading(() -> unpacked.transferTo(OutputStream.nullOutputStream()));
    }
  }

  private InputStream content(boolean gzip) throws IOException {
    InputStream packed =
        new FilterInputStream(Files.newInputStream(archive)) {
          @Override
          public int read(byte[] target, int from, int most) throws IOException {
            int count = super.read(target, from, most);
            listener.advances(Math.max(0, count));
            return count;
          }
        };
    InputStream buffered = new BufferedInputStream(packed, BUFFER);
    return gzip
        ? GzipCompressorInputStream.builder()
            .setInputStream(buffered)
            .setDecompressConcatenated(true)
            .get()
        : buffered;
  }

  private void zip() throws IOException {
    try (FileChannel bytes = reading(() -> FileChannel.open(archive));
        ZipFile zip = reading(() -> ZipFile.builder().setPath(archive).get())) {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
      if (entries.size() != reading(this::announcedEntries)) {
        throw intake.damaged(at, new ZipException("its directory is not whole"));
      }
      for (ZipArchiveEntry entry : entries) {
        at = entry.getName();
        if (!Arrays.equals(entry.getRawName(), reading(() -> nameBeforeContent(bytes, entry)))) {
          throw intake.damaged(at, new ZipException("it has another name in the directory"));
        }
        if (entry.isUnixSymlink()) {
          throw intake.refused(at, "is a link or a device");
        }
        if (entry.isDirectory()) {
          intake.folder(at);
        } else {
          CRC32 crc = new CRC32();
          try (InputStream content = reading(() -> zip.getInputStream(entry))) {
            intake.file(at, new CheckedInputStream(content, crc));
          }
          if (crc.getValue() != entry.getCrc()) {
            throw intake.damaged(at, new ZipException("its checksum is wrong"));
          }
          listener.advances(entry.getCompressedSize());
        }
      }
    }
  }

  /**
   * Returns the name that stands before a file's content, as it is in the directory too. No
   * checksum covers either, and a file whose name is damaged would only be missing.
   */
  private static byte[] nameBeforeContent(FileChannel bytes, ZipArchiveEntry entry)
      throws IOException {
    ByteBuffer header = read(bytes, entry.getLocalHeaderOffset(), LOCAL_HEADER_BYTES);
    int length = Short.toUnsignedInt(header.getShort(NAME_LENGTH_AT));
    return read(bytes, entry.getLocalHeaderOffset() + LOCAL_HEADER_BYTES, length).array();
  }

  private static ByteBuffer read(FileChannel bytes, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (bytes.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
    return buffer;
  }

  /** Java's own reader refuses a damaged directory where the other one silently stops. */
  private int announcedEntries() throws IOException {
    try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(archive.toFile())) {
      return zip.size();
    }
  }

  /** Runs a step; libraries throw unchecked exceptions for damaged archives, too. */
  private <T> T reading(Reading<T> step) {
    try {
      return step.read();
    } catch (IOException | RuntimeException e) {
      throw intake.damaged(at, e);
    }
  }
}
