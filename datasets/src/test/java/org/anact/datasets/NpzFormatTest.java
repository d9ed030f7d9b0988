package org.anact.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resources were written by NumPy 2.4; the other files are made here. */
final class NpzFormatTest {

  @TempDir private Path folder;

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = NpzFormatTest.class.getResourceAsStream("numpy/" + name)) {
      Files.copy(in, file);
    }
    return file;
  }

  private static Reading read(Path file) {
    DatasetEntry entry = NpzFormat.entry("mine", file);
    return entry.format().read(entry, file, Optional.empty());
  }

  private static byte[] npy(String type, String shape, byte... values) {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape);
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length() + values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) header.length()).put(header.getBytes(StandardCharsets.UTF_8));
    return bytes.put(values).array();
  }

  /** Images of 1x1 pixel. */
  private static Map<String, byte[]> arrays() {
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    arrays.put("x_train", npy("|u1", "(3, 1, 1)", new byte[] {1, 2, 3}));
    arrays.put("y_train", npy("|u1", "(3,)", new byte[] {0, 1, 1}));
    arrays.put("x_test", npy("|u1", "(2, 1, 1)", new byte[] {4, 5}));
    arrays.put("y_test", npy("|u1", "(2,)", new byte[] {1, 0}));
    return arrays;
  }

  private Path write(Map<String, byte[]> arrays) throws IOException {
    Path file = folder.resolve("made.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
      }
    }
    return file;
  }

  @Test
  void greyImagesAreRead() throws IOException {
    Reading reading = read(resource("grey.npz"));
    ImageSet train = reading.train();
    assertThat(train.count()).isEqualTo(6);
    assertThat(train.channels()).isEqualTo(1);
    assertThat(train.height()).isEqualTo(4);
    assertThat(train.width()).isEqualTo(5);
    assertThat(train.pixel(5, 0, 3, 4)).isEqualTo(119);
    assertThat(IntStream.range(0, 6).map(train::label)).containsExactly(0, 1, 2, 2, 1, 0);
    assertThat(reading.test().pixel(0, 0, 0, 0)).isEqualTo(7);
    assertThat(reading.test().label(0)).isEqualTo(2);
    assertThat(reading.classNames()).containsExactly("0", "1", "2");
    assertThat(reading.files())
        .containsOnlyKeys("x_train.npy", "y_train.npy", "x_test.npy", "y_test.npy");
  }

  @Test
  void colourImagesWithColumnsOfLabelsAreRead() throws IOException {
    Path file = resource("colour.npz");
    DatasetEntry entry = NpzFormat.entry("mine", file);
    assertThat(entry.channels()).isEqualTo(3);
    assertThat(entry.classes()).isEqualTo(2);
    ImageSet train = read(file).train();
    // Channel last: image 1 begins at 18, its second pixel at 21.
    assertThat(train.pixel(1, 2, 0, 1)).isEqualTo(23);
    assertThat(train.pixel(3, 0, 1, 2)).isEqualTo(69);
    assertThat(train.label(1)).isEqualTo(1);
    assertThat(read(file).test().label(0)).isEqualTo(1);
  }

  @Test
  void packingDoesNotDecideTheChecksumAndContentDoes() throws IOException {
    String checksum = read(write(arrays())).checksum();
    Map<String, byte[]> arrays = arrays();
    arrays.put("extra", new byte[1]);
    assertThat(read(write(arrays)).checksum()).isEqualTo(checksum);
    arrays.put("x_test", npy("|u1", "(2, 1, 1)", new byte[] {4, 6}));
    assertThat(read(write(arrays)).checksum()).isNotEqualTo(checksum);
  }

  @Test
  void labelsMayBeMoreThanAByte() throws IOException {
    int n = 300;
    Map<String, byte[]> arrays = arrays();
    arrays.put("x_train", npy("|u1", "(300, 1, 1)", new byte[n]));
    ByteBuffer labels = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, n).forEach(labels::putInt);
    arrays.put("y_train", npy("<i4", "(300,)", labels.array()));
    Path file = write(arrays);
    assertThat(NpzFormat.entry("mine", file).classes()).isEqualTo(n);
    assertThat(read(file).train().label(299)).isEqualTo(299);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x_train; |f4; (3, 1, 1); 12; x_train has the type |f4, not uint8",
        "x_train; |u1; (3, 1); 3; x_train has the shape (3, 1)",
        "x_train; |u1; (1, 1, 1, 32); 32; with 1 to 4 channels",
        "x_train; |u1; (3, 0, 1); 0; x_train has the shape (3, 0, 1)",
        "x_train; |u1; (90000, 90000, 1); 3; give fewer images",
        "x_train; |u1; (99999999999, 1, 1); 3; its shape is (99999999999, 1, 1)",
        "x_train; |u1; (3, 1, 1); 2; 'x_train' cannot be read (it ends too early)",
        "x_train; |u1; (3, 1, 1); 4; more follows than its shape says",
        "x_test; |u1; (2, 1, 2); 4; 1x1x1 in x_train and of 1x2x1 in x_test",
        "y_train; |u1; (4,); 4; y_train has the shape (4) for 3 images",
        "y_train; <f8; (3,); 24; y_train has the type <f8, not integers",
        "y_train; |u1; (3,); 3; one class in y_train",
        "y_train; |O; (3,); 24; y_train has the type |O"
      })
  void arraysOfOtherFormsAreRefused(
      String key, String type, String shape, int bytes, String sentence) throws IOException {
    Map<String, byte[]> arrays = arrays();
    arrays.put(key, npy(type, shape, new byte[bytes]));
    refused(write(arrays), sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "y_train; 0,2,2; class 2 in y_train and no image of class 1",
        "y_train; 0,1,127; class 127 in y_train and no image of class 2",
        "y_train; 0,1,-1; y_train is -1 at position 2",
        "y_test; 1,2; class 2 in y_test and not in y_train"
      })
  void labelsThatNameNoClassAreRefused(String key, String labels, String sentence)
      throws IOException {
    String[] each = labels.split(",", -1);
    byte[] values = new byte[each.length];
    for (int i = 0; i < each.length; i++) {
      values[i] = Byte.parseByte(each[i]);
    }
    Map<String, byte[]> arrays = arrays();
    arrays.put(key, npy("|i1", "(%d,)".formatted(values.length), values));
    refused(write(arrays), sentence);
  }

  @Test
  void filesThatAreNoSuchArchiveAreRefused() throws IOException {
    Map<String, byte[]> arrays = arrays();
    arrays.remove("y_test");
    refused(write(arrays), "has no array 'y_test', only x_train, y_train, x_test");
    arrays.put("y_test", "text".getBytes(StandardCharsets.UTF_8));
    refused(write(arrays), "it does not begin like a NumPy array");
    refused(folder.resolve("none.npz"), "there is no file");
    refused(Files.writeString(folder.resolve("page.npz"), "<html>"), "it is a web page");
    refused(Files.write(folder.resolve("empty.npz"), new byte[0]), "it is empty");
    Path damaged = resource("colour.npz");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[200]++;
    refused(Files.write(damaged, bytes), "its checksum is wrong");
  }

  private static void refused(Path file, String sentence) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining(file.toString());
  }
}
