package org.anact.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
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
import org.anact.models.initialization.Initialization;
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

  private static final List<String> COLUMNS =
      List.of(
          "layer",
          "depth",
          "branch",
          "var_input",
          "var_input_ratio",
          "var_input_ratio_se",
          "rho",
          "rho_gaussian",
          "rho_prime",
          "rho_prime_gaussian",
          "scale",
          "var_grad_input",
          "factor",
          "factor_predicted",
          "factor_ratio",
          "factor_ratio_se",
          "factor_ratio_gaussian",
          "factor_ratio_gaussian_se",
          "factor_kept",
          "factor_ratio_weights",
          "factor_ratio_weights_se",
          "factor_ratio_slope",
          "factor_ratio_slope_se",
          "factor_ratio_places",
          "factor_ratio_places_se",
          "places_variation",
          "from_top_predicted",
          "from_top_ratio",
          "from_top_ratio_se");

  private static final List<String> LEGEND =
      List.of(
          "Var(y), Var(dL/dy): of the activation's input, and of the gradient with respect to it.",
          "factor: Var(dL/dy) over that of the next activation; kept: the same without what strides,",
          "borders and widths do to it, 1 where the variance is kept; predicted: fan Var(w) scale^2 rho'.",
          "meas/pred: measured over predicted, mean +/- standard error over the networks; (N) with",
          "the rho' of N(0, Var(y)) in place of the measured one. weights, slope: its two parts, from",
          "the next activation to this one's output and from there to its input; the slope's is not 1",
          "where slope and gradient go together. places: what of it comes of images, and places in",
          "them, that have more of both; variation: the coefficient of variation of y^2 over them.",
          "from top: all predicted factors multiplied.",
          "Variances and factors are geometric means over the networks.");

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
      names = "--init",
      paramLabel = "fair|same|he",
      defaultValue = "fair",
      description = "The rule of the weights' gains, as in a recipe (default: fair).")
  private Initialization init;

  @Option(
      names = "--anact",
      paramLabel = "{KEY: VALUE, ...}",
      defaultValue = "{}",
      description = "Options of a normalized activation, as a grid's key 'anact' has them.")
  private String options;

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

  @Option(names = "--csv", paramLabel = "FILE", description = "Writes the figures as CSV, too.")
  private Path csv;

  @Mixin private BackendOptions backend;

  @Override
  public Integer call() {
    requireAtLeast(1, "--networks", networks);
    requireAtLeast(1, "--batches", batches);
    requireAtLeast(2, "--batch-size", batchSize);
    NamedActivation named = Activations.standard().get(activation);
    AnActOptions anact = GridReader.options("--anact", options);
    ModelEntry entry = model();
    NativeBackend.activate(backend.settings());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    out.println(BackendReport.current().line());
    out.flush();
    Dataset images = Datasets.standard().load(dataset, data.directory());
    List<ProbeRow> rows =
        new Probe(entry, named, anact, init, images, seed, networks, batches, batchSize)
            .run(
                what -> {
                  err.println("measuring " + what + " ...");
                  err.flush();
                });
    out.printf(
        "%s, %s, init %s: %d network(s) from seed %d, %d mini-batch(es) of %d images of %s each%n%n",
        entry.name(),
        named.name(),
        init.name().toLowerCase(Locale.ROOT),
        networks,
        seed,
        batches,
        batchSize,
        dataset);
    out.println(table(rows));
    gradient(rows).ifPresent(out::println);
    LEGEND.forEach(out::println);
    out.flush();
    if (csv != null) {
      CsvFiles.write(csv, COLUMNS, rows.stream().map(ProbeCommand::cells).toList());
    }
    return CommandLine.ExitCode.OK;
  }

  private ModelEntry model() {
    try {
      return Models.standard().get(model);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static void requireAtLeast(int least, String option, int value) {
    if (value < least) {
      throw new InputException("%s is %d: give %d or more".formatted(option, value, least));
    }
  }

  private static ConsoleTable table(List<ProbeRow> rows) {
    ConsoleTable table =
        new ConsoleTable(
            "layer",
            "depth",
            "branch",
            "Var(y)",
            "meas/pred",
            "rho",
            "rho'",
            "rho'(N)",
            "scale",
            "Var(dL/dy)",
            "factor",
            "kept",
            "predicted",
            "meas/pred",
            "meas/pred(N)",
            "weights",
            "slope",
            "places",
            "variation",
            "from top",
            "meas/pred");
    for (ProbeRow row : rows) {
      table.add(
          row.layer(),
          Integer.toString(row.position().depth()),
          row.position().branch().toString(),
          number("%.3e", row.varInput()),
          ratio(row.forward()),
          number("%.4f", row.rho()),
          number("%.4f", row.rhoPrime()),
          number("%.4f", row.gaussianRhoPrime()),
          number("%.4f", row.scale()),
          number("%.3e", row.varGrad()),
          number("%.4f", row.factor()),
          number("%.3f", row.kept()),
          number("%.4f", row.predictedFactor()),
          ratio(row.backward()),
          ratio(row.gaussianBackward()),
          number("%.3f", row.weightsPart().mean()),
          number("%.3f", row.slopePart().mean()),
          number("%.3f", row.placesPart().mean()),
          number("%.3f", row.variation()),
          number("%.3e", row.predictedFromTop()),
          ratio(row.fromTop()));
    }
    return table;
  }

  /** What the layers do to the gradient together; nothing where no two activations are in a row. */
  private static Optional<String> gradient(List<ProbeRow> rows) {
    List<ProbeRow> steps =
        rows.stream().filter(row -> Double.isFinite(row.predictedFactor())).toList();
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    double kept = product(steps, ProbeRow::kept);
    double geometry = product(steps, ProbeRow::factor) / kept;
    double predicted = product(steps, ProbeRow::predictedFactor) / geometry;
    double places =
        product(steps, row -> row.predictedFactor() * row.placesPart().mean()) / geometry;
    double root = 1.0 / steps.size();
    return Optional.of(
        """
        Var(dL/dy) from the last to the first of the %d layers that the theory covers, without their geometry
        (times %.3g): times %.3g, %.3f a layer; predicted times %.3g, %.3f a layer, and with the places'
        part times %.3g, %.3f a layer.
        """
            .formatted(
                steps.size(),
                geometry,
                kept,
                Math.pow(kept, root),
                predicted,
                Math.pow(predicted, root),
                places,
                Math.pow(places, root)));
  }

  private static double product(List<ProbeRow> rows, ToDoubleFunction<ProbeRow> factor) {
    return rows.stream().mapToDouble(factor).reduce(1, (a, b) -> a * b);
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }

  private static String ratio(ProbeRow.Ratio ratio) {
    String error = number(" +/- %.3f", ratio.standardError());
    return number("%.3f", ratio.mean()) + (error.equals("-") ? "" : error);
  }

  private static List<Object> cells(ProbeRow row) {
    return List.of(
        row.layer(),
        row.position().depth(),
        row.position().branch(),
        row.varInput(),
        row.forward().mean(),
        row.forward().standardError(),
        row.rho(),
        row.gaussianRho(),
        row.rhoPrime(),
        row.gaussianRhoPrime(),
        row.scale(),
        row.varGrad(),
        row.factor(),
        row.predictedFactor(),
        row.backward().mean(),
        row.backward().standardError(),
        row.gaussianBackward().mean(),
        row.gaussianBackward().standardError(),
        row.kept(),
        row.weightsPart().mean(),
        row.weightsPart().standardError(),
        row.slopePart().mean(),
        row.slopePart().standardError(),
        row.placesPart().mean(),
        row.placesPart().standardError(),
        row.variation(),
        row.predictedFromTop(),
        row.fromTop().mean(),
        row.fromTop().standardError());
  }
}
