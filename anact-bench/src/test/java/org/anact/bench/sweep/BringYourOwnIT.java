package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.anact.bench.cli.Anact;
import org.anact.bench.run.ModelEvaluation;
import org.anact.bench.run.ModelFile;
import org.anact.core.backend.NativeBackend;
import org.anact.datasets.Dataset;
import org.anact.datasets.Datasets;
import org.anact.datasets.ImageFolderFormat;
import org.anact.results.EpochRow;
import org.anact.results.ResultReader;
import org.anact.results.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A grid of a user's own activations, by formula and by class, images in a folder and AdamW, in
 * processes as the launcher starts them: killed, resumed and reported, and the same in another
 * place.
 */
final class BringYourOwnIT {

  private static final int EPOCHS = 30;

  private static final String GRID =
      """
      name: own
      datasets: [{name: mine, folder: photos, size: 6}]
      models: [mlp]
      activations: [{name: eswish, formula: 1.375 * x * sigmoid(x)}, neswish, n-org.me.Twice]
      seeds: [1]
      recipe: {epochs: %d, batchSize: 8, optimizer: adamw, learningRate: 0.01, weightDecay: 0.1}
      """
          .formatted(EPOCHS);

  /** A subclass of Deeplearning4j's, so that a few lines are a whole activation. */
  private static final String TWICE =
      """
      package org.me;
      import org.nd4j.linalg.activations.impl.ActivationTanH;
      import org.nd4j.linalg.api.ndarray.INDArray;
      import org.nd4j.common.primitives.Pair;
      public final class Twice extends ActivationTanH {
        @Override public INDArray getActivation(INDArray in, boolean training) {
          return super.getActivation(in, training).muli(2);
        }
        @Override public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
          return super.backprop(in, epsilon.mul(2));
        }
      }
      """;

  @TempDir private Path folder;

  private Path place(String name) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    Files.writeString(place.resolve("grid.yaml"), GRID);
    for (int i = 0; i < 20; i++) {
      image(place.resolve("photos/train/even/%d.png".formatted(i)), 10 * i);
      image(place.resolve("photos/train/odd/%d.png".formatted(i)), 255 - 10 * i);
    }
    return place;
  }

  private static void image(Path file, int value) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(10, 8, BufferedImage.TYPE_3BYTE_BGR);
    image.setRGB(3, 3, value << 16);
    ImageIO.write(image, "png", file.toFile());
  }

  private Path ownClasses() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source/org/me")).resolve("Twice.java");
    Files.writeString(source, TWICE);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    classes.toString(),
                    source.toString()))
        .isZero();
    return classes;
  }

  private Process start(Path place, Path classes, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + classes,
                Anact.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(place.resolve("out.txt").toFile()));
    builder.environment().put("ANACT_CLASSPATH", classes.toString());
    builder.environment().put("ANACT_DATA", place.resolve("data").toString());
    return builder.start();
  }

  private Process run(Path place, Path classes) throws IOException {
    return start(
        place,
        classes,
        "run",
        "grid.yaml",
        "--out",
        "results",
        "--keep-model",
        "last",
        "--threads",
        "1");
  }

  private static String output(Path place) throws IOException {
    return Files.readString(place.resolve("out.txt"));
  }

  private static void awaitEnd(Process process, Path place) throws Exception {
    int code = process.waitFor();
    assertThat(code).as(output(place)).isZero();
  }

  @Test
  void itResumesReportsAndIsTheSameElsewhere() throws Exception {
    Path classes = ownClasses();
    Path here = place("here");
    Path there = place("there/on another disk");
    Process killed = run(here, classes);
    while (killed.isAlive() && !output(here).contains(" epoch 3/")) {
      killed.waitFor(10, TimeUnit.MILLISECONDS);
    }
    killed.destroyForcibly().waitFor();
    assertThat(here.resolve("results/report")).doesNotExist();
    Process plan = start(there, classes, "plan", "grid.yaml");
    awaitEnd(run(here, classes), here);
    awaitEnd(plan, there);
    assertThat(output(there)).contains("3 runs,");
    awaitEnd(run(there, classes), there);

    List<Path> runs = SameRuns.of(there.resolve("results"));
    assertThat(runs).hasSize(3);
    int resumes = 0;
    for (Path run : runs) {
      resumes += SameRuns.assertSame(run, here.resolve("results/runs").resolve(run.getFileName()));
    }
    assertThat(resumes).isEqualTo(1);
    assertThat(here.resolve("results/report/report.md"))
        .content()
        .contains("eswish(x) = 1.375", "n-org.me.Twice");
    for (RunRecord run : ResultReader.read(here.resolve("results")).runs().toList()) {
      assertThat(run.config().recipeTexts()).containsEntry("optimizer", "ADAMW");
      if (!run.config().activation().contains(".")) {
        assertRecordedToTheBit(run, here);
      }
    }
  }

  /** The class of the third run is not on the class path of this test. */
  private static void assertRecordedToTheBit(RunRecord run, Path place) {
    NativeBackend.activate(new NativeBackend.Settings(1, true, true));
    Path photos = place.resolve("photos");
    Dataset images =
        Datasets.standard()
            .read(ImageFolderFormat.entry("mine", photos, 6), photos, Optional.empty());
    ModelEvaluation evaluation =
        ModelEvaluation.of(
            ModelFile.read(place.resolve("results/runs").resolve(run.id()).resolve("model.zip")),
            images);
    EpochRow last = run.epochs().get(EPOCHS - 1);
    assertThat(evaluation.accuracy()).isEqualTo(last.testAccuracy());
    assertThat(evaluation.loss()).isEqualTo(last.testLoss());
  }
}
