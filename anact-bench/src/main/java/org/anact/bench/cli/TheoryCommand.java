package org.anact.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.bench.Numbers;
import org.anact.bench.catalog.Catalog;
import org.anact.core.activation.NamedActivation;
import org.anact.core.activation.ParametricActivation;
import org.anact.core.backend.NativeBackend;
import org.anact.core.theory.GaussianMoments;
import org.anact.core.theory.GaussianQuadrature;
import org.anact.core.theory.PlainPrediction;
import org.anact.core.theory.Target;
import org.anact.report.charts.TheoryCharts;
import org.anact.report.plot.ChartEnvironment;
import org.anact.report.plot.ChartImage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact theory ACTIVATION...}. */
@Command(
    name = "theory",
    description = {
      "Shows what the theory predicts for activations, and for plain networks of them.",
      "That is: rho, rho', lambda and mu under N(0, sigma^2), the gain of the initial weights, and"
          + " the variances by depth in a plain network with that gain."
    },
    footer = {
      "",
      "The CSV file has a row for each sigma, in which depth and variances are empty, and a row for"
          + " each layer of the plain network."
    })
final class TheoryCommand implements Callable<Integer> {

  private final Catalog catalog;

  private static final List<String> COLUMNS =
      List.of(
          "activation",
          "depth",
          "sigma",
          "mu",
          "rho",
          "rho_centred",
          "rho_prime",
          "lambda_forward",
          "lambda_backward",
          "lambda",
          "gain",
          "var_input",
          "var_grad_input");

  private static final int MOST_LAYERS = 10_000;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ACTIVATION",
      arity = "0..*",
      description = {
        "Activations of './anact list activations'; a leading n stands for the normalized form"
            + " (default: those of --activation-formula)."
      })
  private List<String> names = new ArrayList<>();

  @Mixin private FormulaOption formulas;

  @Option(
      names = "--sigma",
      paramLabel = "S",
      split = ",",
      defaultValue = "0.25,0.5,1,2,4",
      description = "Standard deviations of y (default: ${DEFAULT-VALUE}).")
  private List<Double> sigmas;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "20",
      description = "Layers of the plain network (default: ${DEFAULT-VALUE}).")
  private int depth;

  @Option(
      names = "--charts",
      paramLabel = "DIR",
      description =
          "Also draws the variances by depth, as theory-forward.svg and theory-gradient.svg.")
  private Path charts;

  @Option(
      names = "--table",
      description =
          "Prints instead a table of the functions with rho, rho' and lambda under N(0, 1), and the"
              + " time of the kernel for value and slope, in ns per element.")
  private boolean table;

  @Mixin private PredictionOptions options;

  TheoryCommand(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Integer call() throws IOException {
    OptionRange.between(1, MOST_LAYERS, "--depth", depth);
    List<String> wanted = names.isEmpty() ? formulas.names() : names;
    if (wanted.isEmpty()) {
      throw new InputException(
          "no activation is named: give one of './anact list activations', or"
              + " --activation-formula");
    }
    List<NamedActivation> activations =
        wanted.stream().map(formulas.over(catalog.activations())::get).distinct().toList();
    NativeBackend.activate(NativeBackend.Settings.defaults());
    PrintWriter out = spec.commandLine().getOut();
    if (table) {
      GainTable.print(activations, out);
      return CommandLine.ExitCode.OK;
    }
    List<List<Object>> rows = new ArrayList<>();
    ConsoleTable moments =
        new ConsoleTable(
            "activation",
            "sigma",
            "mu",
            "rho",
            "rho centred",
            "rho'",
            "1/sqrt(rho)",
            "1/sqrt(rho')",
            "lambda");
    Map<NamedActivation, List<PlainPrediction.Layer>> networks = new LinkedHashMap<>();
    for (NamedActivation activation : activations) {
      double gain = options.init().gain(activation, true);
      for (double sigma : sigmas) {
        GaussianMoments at = moments(activation, sigma);
        moments.add(cells(activation, at));
        rows.add(row(activation, "", at, gain, "", ""));
      }
      List<PlainPrediction.Layer> layers = PlainPrediction.of(activation, gain, 1.0, depth);
      networks.put(activation, layers);
      for (PlainPrediction.Layer layer : layers) {
        rows.add(
            row(
                activation,
                layer.depth(),
                layer.moments(),
                gain,
                layer.varInput(),
                layer.varGradInput()));
      }
    }
    FormulaOption.print(activations, out);
    String parameters = initialParameters(activations);
    if (!parameters.isEmpty()) {
      out.printf("%s; training moves them%n%n", parameters);
    }
    out.println("Under y ~ N(0, sigma^2):");
    out.println();
    moments.print(spec.commandLine());
    out.printf(
        "A plain network of %s of equal width, init %s, Var(y) = 1 at the first, Var(dL/dy)"
            + " relative to the last:%n%n",
        layers(), options.initWord());
    byDepth(networks).print(spec.commandLine());
    for (NamedActivation activation : activations) {
      out.printf(
          "%s: gain g = %.6f of weights g z / sqrt(fan_in)%n",
          activation.name(), options.init().gain(activation, true));
    }
    out.flush();
    options.write(COLUMNS, rows);
    if (charts != null) {
      draw(networks);
    }
    return CommandLine.ExitCode.OK;
  }

  private String layers() {
    return Numbers.count(depth, "layer", "layers");
  }

  private void draw(Map<NamedActivation, List<PlainPrediction.Layer>> networks) throws IOException {
    ChartEnvironment.prepare();
    List<TheoryCharts.Prediction> predictions = new ArrayList<>();
    networks.forEach(
        (activation, layers) ->
            predictions.add(
                new TheoryCharts.Prediction(
                    activation.name(),
                    activation.base().name(),
                    layers.stream().map(PlainPrediction.Layer::varInput).toList(),
                    layers.stream().map(PlainPrediction.Layer::varGradInput).toList())));
    String network =
        Stream.of(
                "plain network of %s of equal width".formatted(layers()),
                "init " + options.initWord(),
                initialParameters(networks.keySet()))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    for (ChartImage chart : TheoryCharts.of(predictions, network)) {
      OutputFiles.text(charts.resolve(chart.id() + ".svg"), chart.standalone());
    }
  }

  /** Returns at which parameters activations that learn some are meant; empty if none does. */
  private static String initialParameters(Collection<NamedActivation> activations) {
    String values =
        activations.stream()
            .map(NamedActivation::base)
            .distinct()
            .flatMap(
                entry ->
                    entry.create() instanceof ParametricActivation function
                        ? Stream.of("%s %s".formatted(entry.name(), function.initialValue()))
                        : Stream.empty())
            .collect(Collectors.joining(", "));
    return values.isEmpty() ? "" : "parameters at their initial values: " + values;
  }

  private static GaussianMoments moments(NamedActivation activation, double sigma) {
    try {
      return GaussianQuadrature.moments(activation.base().create(), sigma);
    } catch (IllegalArgumentException e) {
      throw new InputException("--sigma: " + e.getMessage(), e);
    }
  }

  private static String[] cells(NamedActivation activation, GaussianMoments at) {
    return new String[] {
      activation.name(),
      Double.toString(at.sigma()),
      ConsoleTable.number("%.6f", at.mean()),
      ConsoleTable.number("%.6f", at.rho()),
      ConsoleTable.number("%.6f", at.centredRho()),
      ConsoleTable.number("%.6f", at.rhoPrime()),
      ConsoleTable.number("%.6f", at.lambda(Target.FORWARD)),
      ConsoleTable.number("%.6f", at.lambda(Target.BACKWARD)),
      ConsoleTable.number("%.6f", at.lambda(Target.BALANCED))
    };
  }

  private static List<Object> row(
      NamedActivation activation,
      Object layer,
      GaussianMoments at,
      double gain,
      Object varInput,
      Object varGradInput) {
    return List.of(
        activation.name(),
        layer,
        at.sigma(),
        at.mean(),
        at.rho(),
        at.centredRho(),
        at.rhoPrime(),
        at.lambda(Target.FORWARD),
        at.lambda(Target.BACKWARD),
        at.lambda(Target.BALANCED),
        gain,
        varInput,
        varGradInput);
  }

  private ConsoleTable byDepth(Map<NamedActivation, List<PlainPrediction.Layer>> networks) {
    List<String> heads = new ArrayList<>(List.of("depth"));
    for (NamedActivation activation : networks.keySet()) {
      heads.add(activation.name() + " Var(y)");
      heads.add("Var(dL/dy)");
    }
    ConsoleTable table = new ConsoleTable(heads);
    for (int i = 0; i < depth; i++) {
      List<String> cells = new ArrayList<>(List.of(Integer.toString(i + 1)));
      for (List<PlainPrediction.Layer> layers : networks.values()) {
        cells.add(ConsoleTable.number("%.4e", layers.get(i).varInput()));
        cells.add(ConsoleTable.number("%.4e", layers.get(i).varGradInput()));
      }
      table.add(cells);
    }
    return table;
  }
}
