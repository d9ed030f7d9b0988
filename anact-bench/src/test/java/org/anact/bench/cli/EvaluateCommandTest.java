package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.run.TestModels;
import org.anact.core.activation.Activations;
import org.anact.core.activation.NamedActivation;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code anact evaluate} on networks that were not trained, and on what is no network. */
final class EvaluateCommandTest extends CommandTest {

  private static final List<String> TWO = List.of("dark", "light");
  private static final int SIZE = 6;

  /** The file of a network of two classes. */
  private static byte[] network;

  private Path model;

  @BeforeAll
  static void network(@TempDir Path place) throws IOException {
    NamedActivation formula =
        new NamedActivation(Activations.ofFormula("own", "1.375 * x * sigmoid(x)"), true);
    TestModels.write(place.resolve("model.zip"), "mlp", formula, "mine", SIZE, TWO);
    network = Files.readAllBytes(place.resolve("model.zip"));
  }

  /** A folder of images of its classes, in grey. */
  @BeforeEach
  void modelAndImages() throws IOException {
    model = Files.write(folder.resolve("model.zip"), network);
    for (String kind : List.of("train", "test")) {
      for (int i = 0; i < 3; i++) {
        image("photos/%s/dark/%d.png".formatted(kind, i), BufferedImage.TYPE_BYTE_GRAY, i);
        image("photos/%s/light/%d.png".formatted(kind, i), BufferedImage.TYPE_BYTE_GRAY, 200 + i);
      }
    }
  }

  private void image(String name, int type, int value) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(8, SIZE, type);
    for (int x = 0; x < 8; x++) {
      for (int y = 0; y < SIZE; y++) {
        image.getRaster().setSample(x, y, 0, value);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private int evaluate(String... arguments) {
    forget();
    String[] all = new String[arguments.length + 3];
    all[0] = "evaluate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--data";
    all[arguments.length + 2] = folder.resolve("data").toString();
    return anact(all);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void ownImagesAreEvaluatedClassByClass() throws IOException {
    Path csv = folder.resolve("classes.csv");
    assertThat(evaluate(model.toString(), "--dataset", at("photos"), "--csv", csv.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("mlp with nown (own(x) = 1.375 * x * sigmoid(x)), seed 1, trained on mine")
        .containsPattern("photos: accuracy [0-9.]+ % of 6 test images, loss [0-9.]+ nats")
        .containsPattern("0  dark +3 +[0-3] +[0-9.]+ +[0-9.]+");
    List<String[]> rows = Files.readAllLines(csv).stream().map(line -> line.split(",")).toList();
    assertThat(rows.get(0))
        .containsExactly(
            "class", "images", "correct", "accuracy", "loss", "taken for dark", "taken for light");
    assertThat(rows).hasSize(3);
    int correct = 0;
    for (int label = 0; label < 2; label++) {
      String[] row = rows.get(1 + label);
      assertThat(row[0]).isEqualTo(TWO.get(label));
      assertThat(Integer.parseInt(row[5]) + Integer.parseInt(row[6])).isEqualTo(3);
      assertThat(row[5 + label]).isEqualTo(row[2]);
      assertThat(Double.parseDouble(row[3])).isEqualTo(Integer.parseInt(row[2]) / 3.0);
      correct += Integer.parseInt(row[2]);
    }
    assertThat(out.toString()).contains("accuracy %.2f %%".formatted(100 * correct / 6.0));
  }

  /** Up to 20 classes there is a matrix; of more, the pairs that are confused most. */
  @Test
  void manyClassesAreShownByTheirMostFrequentConfusions() throws IOException {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < 21; c++) {
      names.add("class%02d".formatted(c));
      for (String kind : List.of("train", "test")) {
        image("many/%s/class%02d/1.png".formatted(kind, c), BufferedImage.TYPE_BYTE_GRAY, 10 * c);
      }
    }
    TestModels.write(
        model, "mlp", Catalog.standard().activations().get("relu"), "mine", SIZE, names);
    assertThat(evaluate(model.toString(), "--dataset", at("many"))).isZero();
    assertThat(out.toString())
        .contains("The most frequent confusions, 20 at most.", "taken for")
        .doesNotContain("Rows:");
  }

  /** As where somebody trained it further and saved it with Deeplearning4j. */
  @Test
  void aNetworkWithoutItsRecordNeedsTheNameOfADataSet() throws IOException {
    List<String> digits =
        Catalog.standard().datasets().load("fashion-mnist-mini", folder).classNames();
    ModelSerializer.writeModel(
        TestModels.write(
            model, "mlp", Catalog.standard().activations().get("nrelu"), "x", 28, digits),
        model.toFile(),
        true);
    assertThat(evaluate(model.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("does not say which data set it was trained on: give one with --dataset");
    assertThat(evaluate(model.toString(), "--dataset", "fashion-mnist-mini")).isZero();
    assertThat(out.toString())
        .contains("The file does not say how the inputs were normalized")
        .contains("of 1000 test images");
    assertThat(evaluate(model.toString(), "--dataset", at("photos"))).isEqualTo(2);
    assertThat(err.toString()).contains("does not say to which size the images of");
  }

  private void change(Map<String, String> entries) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(model)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        Files.writeString(zip.getPath(entry.getKey()), entry.getValue());
      }
    }
  }

  private String configuration() throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(model)) {
      return Files.readString(zip.getPath(ModelSerializer.CONFIGURATION_JSON));
    }
  }

  private void damage(String kind) throws IOException {
    switch (kind) {
      case "text" -> Files.writeString(model, "no zip");
      case "cut" -> Files.write(model, Arrays.copyOf(Files.readAllBytes(model), 20_000));
      case "no configuration" -> change(Map.of(ModelSerializer.CONFIGURATION_JSON, "{}"));
      case "missing entry" -> {
        try (FileSystem zip = FileSystems.newFileSystem(model)) {
          Files.delete(zip.getPath(ModelSerializer.COEFFICIENTS_BIN));
        }
      }
      case "own class" ->
          change(
              Map.of(
                  ModelSerializer.CONFIGURATION_JSON,
                  configuration()
                      .replace("org.anact.core.formula.FormulaActivation", "org.me.MyActivation")));
      case "record" -> change(Map.of("anact.json", "{\"formatVersion\": 1}"));
      case "newer record" -> change(Map.of("anact.json", "{\"formatVersion\": 99}"));
      default -> throw new IllegalArgumentException(kind);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text, is not a whole zip file",
    "cut, is not a whole zip file",
    "no configuration, cannot be read",
    "missing entry, has no entry 'coefficients.bin'",
    "own class, org.me.MyActivation",
    "record, field 'chosenOnTestSet' is missing",
    "newer record, field 'formatVersion' is 99"
  })
  void aFileThatIsNoWholeNetworkIsRefusedInASentence(String kind, String sentence)
      throws IOException {
    damage(kind);
    assertThat(evaluate(model.toString(), "--dataset", at("photos"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("'" + model + "'", sentence)
        .hasLineCount(1)
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "nowhere, , there is no ",
    "photos, , there is no 'model.zip' in",
    "record, , kept no model: train it with --keep-model",
    "model.zip, , 'trained on ''mine'', a data set of its grid''s own'",
    "model.zip, mnits, did you mean 'mnist'",
    "model.zip, note.txt, is not a data set",
    "model.zip, fashion-mnist-mini, reads images of 6 x 6 pixels in 1 channel",
    "model.zip, colour, are 6 x 6 pixels in 3 channels",
    "model.zip, three, 'has 2 classes, and three has 3'"
  })
  void whatDoesNotFitIsRefusedInASentence(String name, String dataset, String sentence)
      throws IOException {
    Files.writeString(folder.resolve("note.txt"), "");
    Files.createDirectories(folder.resolve("record"));
    Files.writeString(folder.resolve("record/run.json"), "{}");
    for (String path : List.of("train/a", "train/b", "test/a", "test/b")) {
      image("colour/" + path + "/1.png", BufferedImage.TYPE_3BYTE_BGR, 1);
      image("three/" + path + "/1.png", BufferedImage.TYPE_BYTE_GRAY, 1);
    }
    image("three/train/c/1.png", BufferedImage.TYPE_BYTE_GRAY, 1);
    image("three/test/c/1.png", BufferedImage.TYPE_BYTE_GRAY, 1);
    String[] arguments =
        dataset == null
            ? new String[] {at(name)}
            : new String[] {
              at(name), "--dataset", Files.exists(folder.resolve(dataset)) ? at(dataset) : dataset
            };
    assertThat(evaluate(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains(sentence).hasLineCount(1).doesNotContain("\tat ");
  }

  @Test
  void aNetworkThatIsNoClassifierOfImagesIsRefused() throws IOException {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(2).build())
                .layer(new LossLayer.Builder().build())
                .build());
    net.init();
    ModelSerializer.writeModel(net, model.toFile(), false);
    assertThat(evaluate(model.toString(), "--dataset", "fashion-mnist-mini")).isEqualTo(2);
    assertThat(err.toString()).contains("no classifier of images").hasLineCount(1);
  }
}
