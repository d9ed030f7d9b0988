package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.anact.bench.InputException;
import org.anact.bench.Numbers;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.GridReader;
import org.anact.bench.probe.Probe;
import org.anact.bench.probe.ProbeRow;
import org.anact.core.activation.NamedActivation;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import org.anact.core.layer.AnActOptions;
import org.anact.datasets.Dataset;
import org.anact.models.ModelEntry;
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
      "Measures the variances in untrained networks on real images, layer by layer.",
      "For plain networks it compares them with what the theory predicts."
    })
final class ProbeCommand implements Callable<Integer> {

  private final Catalog catalog;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A model of './anact list models'.")
  private String model;

  @Option(
      names = "--activation",
      paramLabel = "A",
      description = {
        "An activation of './anact list activations'; a leading n stands for the normalized form"
            + " (default: that of --activation-formula)."
      })
  private String activation;

  @Mixin private FormulaOption formulas;

  @Option(
      names = "--dataset",
      paramLabel = "D",
      defaultValue = "fashion-mnist-mini",
      description = "The data set whose training images are used (default: ${DEFAULT-VALUE}).")
  private String dataset;

  @Option(
      names = "--anact",
      paramLabel = "{KEY: VALUE, ...}",
      defaultValue = "{}",
      description = "Options of ANAct for a normalized activation, as under 'anact' in a grid.")
  private String anactOptions;

  @Option(
      names = "--networks",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Number of networks; their seeds count up from --seed (default: ${DEFAULT-VALUE}).")
  private int networks;

  @Option(
      names = "--batches",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of mini-batches for each network (default: ${DEFAULT-VALUE}).")
  private int batches;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "128",
      description = "Images in a mini-batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the first network and of its images (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private DataOption data;

  @Mixin private PredictionOptions options;

  @Mixin private BackendOptions backend;

  ProbeCommand(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Integer call() {
    OptionRange.between(1, OptionRange.MOST, "--networks", networks);
    OptionRange.between(1, OptionRange.MOST, "--batches", batches);
    OptionRange.between(2, OptionRange.MOST, "--batch-size", batchSize);
    NamedActivation named = formulas.over(catalog.activations()).get(activation());
    AnActOptions anact = GridReader.options("--anact", anactOptions);
    ModelEntry entry = catalog.models().get(model);
    NativeBackend.activate(backend.settings());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    out.println(BackendReport.current().line());
    FormulaOption.print(List.of(named), out);
    Dataset images = catalog.datasets().load(dataset, data.directory());
    List<ProbeRow> rows =
        new Probe(entry, named, anact, options.init(), images, seed, networks, batches, batchSize)
            .run(
                what -> {
                  err.println("measuring " + what + " ...");
                  err.flush();
                });
    out.printf(
        "%s, %s, init %s: %s from seed %d, %s of %s of %s" + " each%n%n",
        entry.name(),
        named.name(),
        options.initWord(),
        Numbers.count(networks, "network", "networks"),
        seed,
        Numbers.count(batches, "mini-batch", "mini-batches"),
        Numbers.count(batchSize, "image", "images"),
        dataset);
    ProbeOutput.table(rows).print(spec.commandLine());
    ProbeOutput.gradient(rows).ifPresent(out::println);
    ProbeOutput.LEGEND.forEach(out::println);
    out.flush();
    options.write(ProbeOutput.columns(), rows.stream().map(ProbeOutput::cells).toList());
    return CommandLine.ExitCode.OK;
  }

  private String activation() {
    if (activation != null) {
      return activation;
    }
    if (formulas.names().size() != 1) {
      throw new InputException(
          "--activation is missing: give one of './anact list activations', or one"
              + " --activation-formula");
    }
    return formulas.names().get(0);
  }
}
