package org.anact.bench.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.anact.bench.InputException;
import org.anact.bench.micro.BenchmarkActivations;
import org.anact.bench.micro.Ratios;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact bench [JMH arguments]}. */
@Command(
    name = "bench",
    description = {
      "Runs the JMH micro-benchmarks: single layers, and whole training steps.",
      "The arguments are JMH's, for example './anact bench TrainingStepBenchmark -p"
          + " model=resnet20'. An activation of --activation-formula can be named in -p"
          + " layer=NAME or -p activation=NAME."
    })
final class BenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "results/bench.json",
      description = "File for JMH's results (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private FormulaOption formulas;

  @Parameters(paramLabel = "JMH-ARGUMENTS", description = "Arguments of JMH.", arity = "0..*")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    CommandLineOptions given;
    try {
      given = new CommandLineOptions(arguments.toArray(String[]::new));
    } catch (CommandLineOptionException e) {
      throw new InputException("JMH does not take these arguments: " + e.getMessage(), e);
    }
    if (given.shouldList() || given.shouldHelp()) {
      org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
      return CommandLine.ExitCode.OK;
    }
    ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
    BenchmarkActivations.arguments(formulas.texts()).forEach(options::jvmArgsAppend);
    boolean ownFile = !given.getResult().hasValue();
    if (ownFile) {
      // A file that cannot be written is found before the measurements, not after them.
      OutputFiles.text(out, "");
    }
    Collection<RunResult> results;
    try {
      results = new Runner(options.build()).run();
    } catch (NoBenchmarksException e) {
      throw new InputException(
          "no benchmark matches %s: './anact bench -l' lists them".formatted(arguments), e);
    }
    ConsoleTable table = new ConsoleTable(Ratios.HEADS);
    Ratios.rows(results).forEach(table::add);
    PrintWriter console = spec.commandLine().getOut();
    console.println();
    table.print(spec.commandLine());
    if (ownFile) {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      ResultFormatFactory.getInstance(
              ResultFormatType.JSON, new PrintStream(json, true, StandardCharsets.UTF_8))
          .writeOut(results);
      OutputFiles.text(out, json.toString(StandardCharsets.UTF_8));
      console.println("results: " + out.toAbsolutePath());
      console.flush();
    }
    return CommandLine.ExitCode.OK;
  }
}
