package org.anact.bench.cli;

import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/** The command {@code anact} and its exit codes: 0 done, 1 something failed, 2 wrong input. */
@Command(
    name = "anact",
    description = "Benchmark of activation functions with and without ANAct (arXiv 2208.13315).",
    subcommands = {
      QuickCommand.class,
      RunCommand.class,
      PlanCommand.class,
      TaskCommand.class,
      StatusCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      PublishCommand.class,
      ReproduceCommand.class,
      ListCommand.class,
      TheoryCommand.class,
      ProbeCommand.class,
      EvaluateCommand.class,
      BandsCommand.class,
      DatasetsCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      RooflineCommand.class,
      TimeCommand.class,
      HelpCommand.class,
      VersionCommand.class
    },
    footer = {
      "",
      "Start with './anact quick': it trains, tests and reports on real images in some minutes."
    })
public final class Anact {

  private Anact() {}

  /** Prints the versions in use. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      Versions versions = Versions.current();
      return new String[] {
        "anact " + versions.anact(), "Deeplearning4j " + versions.deeplearning4j()
      };
    }
  }

  /** Makes commands and groups of options, and gives the catalog to those that take it. */
  private record CatalogFactory(Catalog catalog) implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        Class<?>[] parameters = constructor.getParameterTypes();
        if (parameters.length == 1 && parameters[0] == Catalog.class) {
          return type.cast(constructor.newInstance(catalog));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    // Numbers look the same wherever the suite is used, in files and on the console.
    Locale.setDefault(Locale.ROOT);
    System.exit(run(() -> commandLine(Catalog.load()), arguments));
  }

  /**
   * Runs a command line and reports every failure, that of standard output included.
   *
   * @return the exit code
   */
  static int run(Supplier<CommandLine> commandLine, String... arguments) {
    int code;
    try {
      CommandLine line = commandLine.get();
      code = line.execute(arguments);
      line.getOut().flush();
    } catch (Throwable e) {
      // Errors too: a heap or a stack that is too small is reported as any other failure.
      code =
          Failures.standard()
              .report(e, new PrintWriter(System.err, true, Charset.defaultCharset()));
    }
    if (System.out.checkError()) {
      System.err.println(
          "anact: standard output took no more (its disk is full, or its reader has ended): send it"
              + " elsewhere; files that the command writes are not affected");
      return code == CommandLine.ExitCode.OK ? CommandLine.ExitCode.SOFTWARE : code;
    }
    return code;
  }

  /** Every command has --help and --version, and the same answer to the latter. */
  private static void addStandardOptions(CommandLine line) {
    line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
    line.getSubcommands().values().forEach(Anact::addStandardOptions);
  }

  static CommandLine commandLine(Catalog catalog) {
    CommandLine commandLine = new CommandLine(new Anact(), new CatalogFactory(catalog));
    addStandardOptions(commandLine);
    commandLine.getSubcommands().get("bench").setUnmatchedOptionsArePositionalParams(true);
    return configured(commandLine);
  }

  /** Sets how a command line reads its arguments and reports failures. */
  static CommandLine configured(CommandLine commandLine) {
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, new PathConverter())
        .setHelpFactory(CommandHelp::new)
        .setUsageHelpWidth(ConsoleWidth.current())
        .setParameterExceptionHandler(new WrongArguments())
        .setExecutionExceptionHandler(
            (exception, line, parse) -> {
              line.getOut().flush();
              return Failures.standard().report(exception, line.getErr());
            });
  }
}
