package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.anact.bench.Numbers;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.micro.BenchmarkNetwork;
import org.anact.bench.micro.StepProfile;
import org.anact.bench.micro.StepProfile.Row;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact roofline MODEL ACTIVATION}. */
@Command(
    name = "roofline",
    description = {
      "Tells where the time of a training step goes, layer by layer, and how near to the machine's"
          + " peak each layer comes.",
      "Images are random, 3 x 32 x 32. Nothing else should run on the machine."
    })
final class RooflineCommand implements Callable<Integer> {

  private final Catalog catalog;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model of './anact list models'.")
  private String model;

  @Parameters(
      index = "1",
      paramLabel = "ACTIVATION",
      description =
          "An activation of './anact list activations'; a leading n stands for the normalized form.")
  private String activation;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "128",
      description = "Images in a mini-batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "30",
      description = "Steps whose medians are shown, after a warm-up (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Mixin private BackendOptions backend;

  RooflineCommand(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Integer call() {
    OptionRange.between(2, BenchmarkNetwork.MOST_IMAGES, "--batch-size", batchSize);
    OptionRange.between(1, OptionRange.MOST, "--steps", steps);
    // Both are looked up before the backend starts, which takes seconds.
    catalog.models().get(model);
    catalog.activations().get(activation);
    NativeBackend.activate(backend.settings());
    PrintWriter out = spec.commandLine().getOut();
    out.println(BackendReport.current().line());
    StepProfile profile = StepProfile.of(catalog, model, activation, batchSize, steps);
    out.printf(
        "%s, %s, %s: %.1f ms a step%n"
            + "peak: %s GFLOP/s (product of matrices), %.1f GB/s (copy of a tensor)%n%n",
        model,
        activation,
        Numbers.count(batchSize, "image", "images"),
        profile.step(),
        ConsoleTable.number("%.0f", profile.peakFlops() / 1e9),
        profile.peakBytes() / 1e9);
    out.flush();
    table(profile).print(spec.commandLine());
    out.println(
        "GB/s counts each tensor once, so a layer that has to read one twice cannot reach the"
            + " peak; one whose tensors stay in the cache, or whose output the next layer"
            + " computes, can exceed it.");
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static ConsoleTable table(StepProfile profile) {
    ConsoleTable table =
        new ConsoleTable(
            "layer",
            "output",
            "n",
            "forward ms",
            "back ms",
            "of step %",
            "GFLOP/s",
            "GB/s",
            "of peak %");
    for (Row row : profile.rows()) {
      boolean multiplies = row.flops() > 0;
      double share =
          multiplies ? row.flopRate() / profile.peakFlops() : row.byteRate() / profile.peakBytes();
      table.add(
          row.kind(),
          row.shape(),
          Integer.toString(row.layers()),
          ConsoleTable.number("%.2f", row.forward()),
          ConsoleTable.number("%.2f", row.backward()),
          ConsoleTable.number("%.1f", 100 * (row.forward() + row.backward()) / profile.step()),
          multiplies ? ConsoleTable.number("%.0f", row.flopRate() / 1e9) : "-",
          multiplies ? "-" : ConsoleTable.number("%.1f", row.byteRate() / 1e9),
          ConsoleTable.number("%.0f", 100 * share));
    }
    table.add(
        "rest of the step",
        "",
        "",
        ConsoleTable.number("%.2f", profile.rest()),
        "-",
        ConsoleTable.number("%.1f", 100 * profile.rest() / profile.step()),
        "-",
        "-",
        "-");
    return table;
  }
}
