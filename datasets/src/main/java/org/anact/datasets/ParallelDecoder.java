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

/** Decodes many JPEG files with all processors; the result does not depend on their number. */
final class ParallelDecoder {

  private static final int CHUNK = 256;
  private static final long LARGEST_FILE = 1 << 20;

  private final DatasetEntry entry;
  private final Path folder;

  ParallelDecoder(DatasetEntry entry, Path folder) {
    this.entry = entry;
    this.folder = folder;
  }

  /**
   * Decodes images in their order.
   *
   * @param digest takes each file's published name, class and checksum
   * @throws DatasetException that of the first image that cannot be decoded
   */
  ImageSet decode(List<TinyImageNetTree.Image> images, MessageDigest digest) {
    int size = 3 * entry.height() * entry.width();
    if ((long) images.size() * size > Integer.MAX_VALUE - 64) {
      throw new DatasetException(
          "'%s' has %d images, and at most %d fit into memory: remove some of each class"
              .formatted(folder, images.size(), (Integer.MAX_VALUE - 64) / size));
    }
    byte[] pixels = new byte[images.size() * size];
    byte[] labels = new byte[images.size()];
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
          TinyImageNetTree.Image image = images.get(next);
          labels[next++] = (byte) image.label();
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
    return new ImageSet(3, entry.height(), entry.width(), pixels, labels);
  }

  private List<byte[]> chunk(List<TinyImageNetTree.Image> images, byte[] pixels, int offset) {
    JpegDecoder decoder = new JpegDecoder(entry.height(), entry.width());
    MessageDigest digest = Digests.newSha256();
    List<byte[]> checksums = new ArrayList<>(images.size());
    int at = offset;
    for (TinyImageNetTree.Image image : images) {
      byte[] content = content(image.file());
      decoder.decode(new NamedBytes(image.file().toString(), content), pixels, at);
      checksums.add(digest.digest(content));
      at += 3 * entry.height() * entry.width();
    }
    return checksums;
  }

  private static byte[] content(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
        throw new DatasetException(
            "'%s' is not a small JPEG file: put the published file there".formatted(file));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static DatasetException unreadable(Path file, IOException e) {
    return new DatasetException(
        "cannot read '%s' (%s): check its permissions".formatted(file, e.getMessage()), e);
  }
}
