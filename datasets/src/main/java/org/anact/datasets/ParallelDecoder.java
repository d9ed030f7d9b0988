package org.anact.datasets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Decodes many image files with all processors; the result does not depend on their number. */
final class ParallelDecoder {

  private static final int CHUNK = 256;

  /** Decodes an image into planes of the data set's channels, height and width. */
  @FunctionalInterface
  interface Decoder {

    /**
     * Decodes an image. Any thread may ask.
     *
     * @param file its bytes and its name for messages
     * @param target receives channels x height x width values
     * @param offset where they begin
     * @throws DatasetException if that is impossible
     */
    void decode(NamedBytes file, byte[] target, int offset);
  }

  private final DatasetEntry entry;
  private final Path folder;
  private final Decoder decoder;
  private final long largest;
  private final String mend;

  /**
   * Makes a decoder of files.
   *
   * @param entry has channels, height and width
   * @param folder of the data set, for messages
   * @param decoder decodes a file
   * @param largest bytes of a file
   * @param mend what to do about a file that is none of these, for messages
   */
  ParallelDecoder(DatasetEntry entry, Path folder, Decoder decoder, long largest, String mend) {
    this.entry = entry;
    this.folder = folder;
    this.decoder = decoder;
    this.largest = largest;
    this.mend = mend;
  }

  private int imageSize() {
    return entry.channels() * entry.height() * entry.width();
  }

  /**
   * Decodes images in their order.
   *
   * @param digest takes each file's published name, class and checksum
   * @throws DatasetException that of the first image that cannot be decoded
   */
  ImageSet decode(List<LabelledFile> images, MessageDigest digest) {
    int size = imageSize();
    if ((long) images.size() * size > Integer.MAX_VALUE - 64) {
      throw new DatasetException(
          "'%s' has %d images, and at most %d fit into memory: remove some of each class"
              .formatted(folder, images.size(), (Integer.MAX_VALUE - 64) / size));
    }
    byte[] pixels = new byte[images.size() * size];
    int[] labels = new int[images.size()];
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<List<byte[]>>> chunks = new ArrayList<>();
      for (int from = 0; from < images.size(); from += CHUNK) {
        int first = from;
        int end = Math.min(from + CHUNK, images.size());
        chunks.add(workers.submit(() -> chunk(images.subList(first, end), pixels, first * size)));
      }
      int next = 0;
      for (Future<List<byte[]>> chunk : chunks) {
        for (byte[] checksum : chunk.get()) {
          LabelledFile image = images.get(next);
          labels[next++] = image.label();
          String line = image.name() + " " + image.label() + "\n";
          digest.update(line.getBytes(StandardCharsets.UTF_8));
          digest.update(checksum);
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DatasetException refused) {
        throw refused;
      }
      throw new IllegalStateException("decoding '" + folder + "' failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatasetException("reading '%s' was interrupted: start again".formatted(folder), e);
    } finally {
      workers.shutdownNow();
    }
    return new ImageSet(entry.channels(), entry.height(), entry.width(), pixels, labels);
  }

  private List<byte[]> chunk(List<LabelledFile> images, byte[] pixels, int offset) {
    MessageDigest digest = Digests.newSha256();
    List<byte[]> checksums = new ArrayList<>(images.size());
    int at = offset;
    for (LabelledFile image : images) {
      byte[] content = content(image.file());
      decoder.decode(new NamedBytes(image.file().toString(), content), pixels, at);
      checksums.add(digest.digest(content));
      at += imageSize();
    }
    return checksums;
  }

  private byte[] content(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > largest) {
        throw new DatasetException(
            "'%s' is not a file of at most %d MiB: %s".formatted(file, largest >> 20, mend));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw DatasetException.unreadable(file, e);
    }
  }
}
