import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/**
 * Makes fashion-mnist-mini from the original files, byte for byte the same every time.
 *
 * <pre>java datasets/tools/MakeFashionMnistMini.java DIR_OF_ORIGINALS datasets/fashion-mnist-mini</pre>
 *
 * Takes the first 600 training and the first 100 test images of each class in file order and keeps
 * that order.
 */
public final class MakeFashionMnistMini {

  private static final int CLASSES = 10;
  private static final int PIXELS = 28 * 28;

  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      System.err.println("usage: java MakeFashionMnistMini.java DIR_OF_ORIGINALS TARGET_DIR");
      System.exit(2);
    }
    Path from = Path.of(args[0]);
    Path to = Files.createDirectories(Path.of(args[1]));
    StringBuilder sums = new StringBuilder();
    for (String part : new String[] {"train", "t10k"}) {
      byte[] images = unpack(from.resolve(part + "-images-idx3-ubyte.gz"));
      byte[] labels = unpack(from.resolve(part + "-labels-idx1-ubyte.gz"));
      int perClass = part.equals("train") ? 600 : 100;
      int[] taken = new int[CLASSES];
      int n = CLASSES * perClass;
      ByteArrayOutputStream imageBytes = new ByteArrayOutputStream();
      ByteArrayOutputStream labelBytes = new ByteArrayOutputStream();
      header(imageBytes, 0x803, n, 28, 28);
      header(labelBytes, 0x801, n);
      for (int i = 0; i < labels.length - 8; i++) {
        int label = labels[8 + i];
        if (taken[label] < perClass) {
          taken[label]++;
          imageBytes.write(images, 16 + i * PIXELS, PIXELS);
          labelBytes.write(label);
        }
      }
      write(to.resolve(part + "-images-idx3-ubyte.gz"), imageBytes.toByteArray(), sums);
      write(to.resolve(part + "-labels-idx1-ubyte.gz"), labelBytes.toByteArray(), sums);
    }
    Files.writeString(to.resolve("SHA256SUMS"), sums);
  }

  private static byte[] unpack(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new DataInputStream(in).readAllBytes();
    }
  }

  private static void header(ByteArrayOutputStream out, int... numbers) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    for (int number : numbers) {
      data.writeInt(number);
    }
  }

  /** Writes gzip without a time stamp or name, as Java's own stream would on any platform. */
  private static void write(Path file, byte[] content, StringBuilder sums) throws Exception {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, (byte) 0xff});
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    for (long value : new long[] {crc.getValue(), content.length}) {
      for (int shift = 0; shift < 32; shift += 8) {
        out.write((int) (value >>> shift));
      }
    }
    Files.write(file, out.toByteArray());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
    sums.append(HexFormat.of().formatHex(digest)).append("  ").append(file.getFileName());
    sums.append('\n');
  }
}
