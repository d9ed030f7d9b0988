package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.sweep.SmallDropoutNetwork;
import org.anact.core.activation.Activations;
import org.anact.core.activation.NamedActivation;
import org.anact.datasets.Datasets;
import org.anact.models.Models;
import org.anact.report.Report;
import org.anact.results.ResultFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kept network in a program that has Deeplearning4j and anact-core, and no other module. */
final class PlainDeeplearning4jIT {

  /** One model with each kind of layer: dense, convolution, pooling, batch norm, sum, dropout. */
  private static final List<String> MODELS =
      List.of("mlp", "cnn", "resnet8-s2", SmallDropoutNetwork.class.getName());

  @TempDir private Path folder;

  @Test
  void itHasTheSameOutputs() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                PlainReader.class.getName()));
    List<float[]> expected = new ArrayList<>();
    for (String model : MODELS) {
      Path file = folder.resolve(model + ".zip");
      ComputationGraph net =
          TestModels.write(file, model, activation(model), "mine", 16, List.of("a", "b", "c"));
      expected.add(PlainReader.outputs(net));
      command.add(file.toString());
    }
    Path errors = folder.resolve("err.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    List<float[]> outputs =
        output
            .lines()
            .filter(line -> line.startsWith("outputs ["))
            .map(line -> floats(line.substring(9, line.length() - 1)))
            .toList();
    assertThat(outputs).hasSameSizeAs(MODELS);
    for (int i = 0; i < MODELS.size(); i++) {
      assertThat(outputs.get(i)).as(MODELS.get(i)).containsExactly(expected.get(i), within(1e-5f));
      assertThat(expected.get(i)).hasSize(9).doesNotHaveDuplicates();
    }
  }

  private static NamedActivation activation(String model) {
    return model.equals("mlp")
        ? new NamedActivation(Activations.ofFormula("own", "1.375 * x * sigmoid(x)"), true)
        : Catalog.standard().activations().get("nswish");
  }

  private static float[] floats(String text) {
    double[] values = Arrays.stream(text.split(", ")).mapToDouble(Double::parseDouble).toArray();
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** That of this test without the other modules, and with the program alone. */
  private String classPath() throws Exception {
    Path program = Path.of(PlainReader.class.getName().replace('.', '/') + ".class");
    Path copy = folder.resolve("program").resolve(program);
    Files.createDirectories(copy.getParent());
    Files.copy(home(PlainReader.class).resolve(program), copy);
    Set<Path> others =
        Set.of(
            home(PlainReader.class),
            home(ModelFile.class),
            home(Models.class),
            home(Datasets.class),
            home(ResultFormat.class),
            home(Report.class));
    return Stream.concat(
            Stream.of(folder.resolve("program").toString()),
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !others.contains(Path.of(entry).toAbsolutePath())))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path home(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
