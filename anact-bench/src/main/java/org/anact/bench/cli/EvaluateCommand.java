package org.anact.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.run.ModelEvaluation;
import org.anact.bench.run.ModelFile;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import org.anact.datasets.Dataset;
import org.anact.datasets.DatasetEntry;
import org.anact.datasets.ImageFolderFormat;
import org.anact.datasets.NpzFormat;
import org.anact.results.KeptModel;
import org.anact.results.ResultFormat;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact evaluate MODEL}. */
@Command(
    name = "evaluate",
    description = {
      "Evaluates a trained network on the test set of a data set.",
      "It shows accuracy, loss, the accuracy of each class, and which classes are taken for which."
    },
    footer = {
      "",
      "The CSV file has a row for each class, with the number of its images that were taken for"
          + " each class."
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final String NPZ = ".npz";

  private final Catalog catalog;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "A file that --keep-model or Deeplearning4j's ModelSerializer wrote, or the record of a"
              + " run, DIR/runs/ID.")
  private Path model;

  @Option(
      names = "--dataset",
      paramLabel = "D",
      description = {
        "A data set of './anact list datasets', a folder of images, or an .npz file (default: the"
            + " one that the network was trained on)."
      })
  private String dataset;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also writes the figures of each class to this CSV file.")
  private Path csv;

  @Mixin private DataOption data;

  @Mixin private BackendOptions backend;

  EvaluateCommand(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Integer call() {
    Path file = file();
    NativeBackend.activate(backend.settings());
    PrintWriter out = spec.commandLine().getOut();
    out.println(BackendReport.current().line());
    ModelFile read = ModelFile.read(file);
    Dataset images = dataset(file, read.record());
    ModelEvaluation evaluation = ModelEvaluation.of(read, images);
    EvaluationOutput output = new EvaluationOutput(read.record(), images, evaluation);
    output.print(spec.commandLine());
    if (csv != null) {
      OutputFiles.csv(csv, output.columns(), output.rows());
    }
    return CommandLine.ExitCode.OK;
  }

  private Path file() {
    if (!Files.exists(model)) {
      throw new InputException(
          "there is no '%s': give a model's file, or the record of a run, DIR/runs/ID"
              .formatted(model));
    }
    if (!Files.isDirectory(model)) {
      return model;
    }
    Path kept = model.resolve(ResultFormat.MODEL);
    if (!Files.exists(kept)) {
      throw new InputException(
          Files.exists(model.resolve(ResultFormat.RUN))
              ? "the run in '%s' kept no model: train it with --keep-model into another --out"
                  .formatted(model)
              : "there is no '%s' in '%s': give a model's file, or the record of a run, DIR/runs/ID"
                  .formatted(ResultFormat.MODEL, model));
    }
    return kept;
  }

  private Dataset dataset(Path file, Optional<KeptModel> record) {
    if (dataset == null) {
      String trained =
          record
              .map(model -> model.run().config().dataset())
              .orElseThrow(
                  () ->
                      new InputException(
                          "'%s' does not say which data set it was trained on: give one with --dataset"
                              .formatted(file)));
      if (catalog.datasets().entries().stream().noneMatch(set -> set.name().equals(trained))) {
        throw new InputException(
            "the network was trained on '%s', a data set of its grid's own: give its folder or .npz file with --dataset"
                .formatted(trained));
      }
      return catalog.datasets().load(trained, data.directory());
    }
    boolean named =
        catalog.datasets().entries().stream().anyMatch(set -> set.name().equals(dataset));
    Path path = Path.of(dataset);
    if (named || !Files.exists(path)) {
      return catalog.datasets().load(dataset, data.directory());
    }
    return catalog
        .datasets()
        .read(entry(path, record), path, Optional.of(data.directory().resolve(".cache")));
  }

  private static DatasetEntry entry(Path path, Optional<KeptModel> record) {
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    if (Files.isRegularFile(path)) {
      if (!name.endsWith(NPZ)) {
        throw new InputException(
            "'%s' is not a data set: give a folder with train/CLASS/*, or an .npz file"
                .formatted(path));
      }
      return NpzFormat.entry(name, path);
    }
    KeptModel.Images images =
        record
            .map(KeptModel::images)
            .orElseThrow(
                () ->
                    new InputException(
                        "the model does not say to which size the images of '%s' are to be brought: give an .npz file, or a data set of './anact list datasets'"
                            .formatted(path)));
    return ImageFolderFormat.entry(name, path, images.height());
  }
}
