package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.anact.bench.InputException;
import org.anact.bench.grid.GridReader;
import org.anact.bench.probe.Probe;
import org.anact.bench.probe.ProbeRow;
import org.anact.core.activation.Activations;
import org.anact.core.activation.NamedActivation;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import org.anact.core.layer.AnActOptions;
import org.anact.datasets.Dataset;
import org.anact.datasets.Datasets;
import org.anact.models.ModelEntry;
import org.anact.models.Models;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact probe MODEL}. */
@Command(
    name = "probe",
    description = {
      "Measures the variances in untrained networks on real images, layer by layer, and for plain",
      "networks holds them against what the theory predicts."
    },
    mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A network of 'anact list models'.")
  private String model;

  @Option(
      names = "--activation",
      paramLabel = "A",
      required = true,
      description =
          "An activation of 'anact list activations'; a leading n is the normalized form.")
  private String activation;

  @Option(
      names = "--dataset",
      paramLabel = "D",
      defaultValue = "fashion-mnist-mini",
      description = "Whose training images are used (default: ${DEFAULT-VALUE}).")
  private String dataset;

  @Option(
      names = "--anact",
      paramLabel = "{KEY: VALUE, ...}",
      defaultValue = "{}",
      description = "Options of a normalized activation, as a grid's key 'anact' has them.")
  private String anactOptions;

  @Option(
      names = "--networks",
      paramLabel = "N",
      defaultValue = "5",
      description = "Networks of seeds that count on from --seed (default: ${DEFAULT-VALUE}).")
  private int networks;

  @Option(
      names = "--batches",
      paramLabel = "N",
      defaultValue = "1",
      description = "Mini-batches for each network (default: ${DEFAULT-VALUE}).")
  private int batches;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "128",
      description = "Images of a mini-batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the first network and its images (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private DataOption data;

  @Mixin private PredictionOptions options;

  @Mixin private BackendOptions backend;

  @Override
  public Integer call() {
    OptionRange.between(1, OptionRange.MOST, "--networks", networks);
    OptionRange.between(1, OptionRange.MOST, "--batches", batches);
    OptionRange.between(2, OptionRange.MOST, "--batch-size", batchSize);
    NamedActivation named = Activations.standard().get(activation);
    AnActOptions anact = GridReader.options("--anact", anactOptions);
    ModelEntry entry = model();
    NativeBackend.activate(backend.settings());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    out.println(BackendReport.current().line());
    out.flush();
    Dataset images = Datasets.standard().load(dataset, data.directory());
    List<ProbeRow> rows =
        new Probe(entry, named, anact, options.init(), images, seed, networks, batches, batchSize)
            .run(
                what -> {
                  err.println("measuring " + what + " ...");
                  err.flush();
                });
    out.printf(
        "%s, %s, init %s: %d network(s) from seed %d, %d mini-batch(es) of %d images of %s"
            + " each%n%n",
        entry.name(),
        named.name(),
        options.initWord(),
        networks,
        seed,
        batches,
        batchSize,
        dataset);
    out.println(ProbeOutput.table(rows));
    ProbeOutput.gradient(rows).ifPresent(out::println);
    ProbeOutput.LEGEND.forEach(out::println);
    out.flush();
    options.write(ProbeOutput.columns(), rows.stream().map(ProbeOutput::cells).toList());
    return CommandLine.ExitCode.OK;
  }

  private ModelEntry model() {
    try {
      return Models.standard().get(model);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }
}
