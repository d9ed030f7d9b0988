package org.anact.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An open {@code .npz} file: a zip archive of arrays, each of which messages name. */
final class NpzFile implements AutoCloseable {

  /** Red, green, blue, and one more. */
  private static final int MOST_CHANNELS = 4;

  private static final int MOST_BYTES = Integer.MAX_VALUE - 64;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String SAVE =
      "numpy.savez(FILE, x_train=..., y_train=..., x_test=..., y_test=...) writes what is read";

  private final Path file;
  private final ZipFile zip;

  /**
   * Opens a file.
   *
   * @throws DatasetException if there is none, or it is no zip archive
   * @throws IOException if it cannot be read
   */
  NpzFile(Path file) throws IOException {
    this.file = file;
    if (!Files.isRegularFile(file)) {
      throw new DatasetException("there is no file '%s': check the path".formatted(file));
    }
    try {
      this.zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      try (InputStream in = Files.newInputStream(file)) {
        String kind = FileKind.of(in.readNBytes(FileKind.LONGEST), "is not a sound zip archive");
        throw new DatasetException("'%s' is not an .npz file: it %s".formatted(file, kind), e);
      }
    }
  }

  /** The shape of an array of images. */
  record Shape(int count, int height, int width, int channels) {

    boolean isOf(Shape other) {
      return height == other.height && width == other.width && channels == other.channels;
    }

    private int imageSize() {
      return height * width * channels;
    }

    @Override
    public String toString() {
      return "%dx%dx%d".formatted(height, width, channels);
    }
  }

  /** Returns the shape of an array of images. */
  Shape shape(String key) {
    return array(key, new CRC32(), array -> shape(key, array));
  }

  /** Returns the class of each image. */
  int[] labels(String key, int images) {
    return array(key, new CRC32(), array -> labels(key, array, images));
  }

  /** Reads images with their labels, and adds the checksums of both arrays. */
  ImageSet images(String imageKey, String labelKey, Map<String, Digests> digests) {
    Shape shape = shape(imageKey);
    byte[] pixels = whole(imageKey, digests, array -> planes(array, shape));
    int[] labels = whole(labelKey, digests, array -> labels(labelKey, array, shape.count()));
    return new ImageSet(shape.channels(), shape.height(), shape.width(), pixels, labels);
  }

  /** Reads an array to its end and adds the checksums of its file. */
  private <T> T whole(String key, Map<String, Digests> digests, Use<T> use) {
    Summed sum = new Summed();
    return array(
        key,
        sum,
        array -> {
          T values = use.with(array);
          if (array.values().read() >= 0) {
            throw new IOException("more follows than its shape says");
          }
          if (sum.getValue() != entry(key).getCrc()) {
            throw new IOException("its checksum is wrong");
          }
          digests.put(key + ".npy", sum.sink.digests());
          return values;
        });
  }

  /** Takes all bytes of an array's file, for its checksums and that of the archive. */
  private static final class Summed implements Checksum {

    private final CRC32 crc = new CRC32();
    private final Digests.Sink sink = new Digests.Sink();

    @Override
    public void update(int value) {
      update(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void update(byte[] bytes, int from, int count) {
      crc.update(bytes, from, count);
      sink.take(bytes, from, count);
    }

    @Override
    public long getValue() {
      return crc.getValue();
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("a checksum is taken once");
    }
  }

  /** What is done with an array while it is open. */
  @FunctionalInterface
  private interface Use<T> {
    T with(NpyArray array) throws IOException;
  }

  private ZipEntry entry(String key) {
    ZipEntry entry = zip.getEntry(key + ".npy");
    if (entry == null) {
      List<String> keys =
          zip.stream().map(each -> each.getName().replaceFirst("[.]npy$", "")).toList();
      throw new DatasetException(
          "'%s' has no array '%s', only %s: %s"
              .formatted(file, key, keys.isEmpty() ? "nothing" : String.join(", ", keys), SAVE));
    }
    return entry;
  }

  private <T> T array(String key, Checksum sum, Use<T> use) {
    ZipEntry entry = entry(key);
    try (InputStream in =
        new BufferedInputStream(
            new CheckedInputStream(zip.getInputStream(entry), sum), BUFFER_BYTES)) {
      return use.with(NpyArray.read(in));
    } catch (IOException e) {
      throw new DatasetException(
          "'%s': the array '%s' cannot be read (%s): write the file again"
              .formatted(file, key, e.getMessage()),
          e);
    }
  }

  private DatasetException refused(String key, String what, String mend) {
    return new DatasetException("'%s': %s %s: %s".formatted(file, key, what, mend));
  }

  private Shape shape(String key, NpyArray array) {
    if (!array.isBytes()) {
      throw refused(
          key, "has the type %s, not uint8".formatted(array.type()), "save bytes from 0 to 255");
    }
    List<Integer> lengths = array.shape();
    int channels = lengths.size() == 4 ? lengths.get(3) : 1;
    if ((lengths.size() != 3 && lengths.size() != 4)
        || channels > MOST_CHANNELS
        || lengths.stream().anyMatch(length -> length < 1)) {
      throw refused(
          key,
          "has the shape " + array.shapeText(),
          "give it N x H x W, or N x H x W x C with 1 to %d channels".formatted(MOST_CHANNELS));
    }
    double bytes = lengths.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    if (bytes > MOST_BYTES) {
      throw refused(
          key,
          "has the shape " + array.shapeText(),
          "give fewer images, %,d bytes at most".formatted(MOST_BYTES));
    }
    return new Shape(lengths.get(0), lengths.get(1), lengths.get(2), channels);
  }

  private int[] labels(String key, NpyArray array, int images) throws IOException {
    if (!array.isIntegers()) {
      throw refused(
          key, "has the type %s, not integers".formatted(array.type()), "save it as int64");
    }
    List<Integer> lengths = array.shape();
    boolean column = lengths.size() == 2 && lengths.get(1) == 1;
    if ((lengths.size() != 1 && !column) || lengths.get(0) != images) {
      throw refused(
          key,
          "has the shape %s for %d images".formatted(array.shapeText(), images),
          "give each image its class number");
    }
    long[] values = array.integers(images);
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      if (values[i] < 0 || values[i] >= Integer.MAX_VALUE) {
        throw refused(key, "is %d at position %d".formatted(values[i], i), "count classes from 0");
      }
      labels[i] = (int) values[i];
    }
    return labels;
  }

  /** Values come with the channel last. */
  private static byte[] planes(NpyArray array, Shape shape) throws IOException {
    int area = shape.height() * shape.width();
    byte[] planes = new byte[shape.count() * shape.imageSize()];
    for (int image = 0; image < shape.count(); image++) {
      byte[] interleaved = array.bytes(shape.imageSize());
      for (int channel = 0; channel < shape.channels(); channel++) {
        int to = image * shape.imageSize() + channel * area;
        for (int i = 0; i < area; i++) {
          planes[to + i] = interleaved[i * shape.channels() + channel];
        }
      }
    }
    return planes;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
