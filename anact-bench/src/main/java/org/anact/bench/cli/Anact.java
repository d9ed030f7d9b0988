package org.anact.bench.cli;

import java.nio.file.FileSystemException;
import java.util.Locale;
import org.anact.bench.InputException;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.datasets.DatasetException;
import org.anact.registry.UnknownNameException;
import org.anact.results.ResultFormatException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code anact} and its exit codes: 0 done, 1 something failed, 2 wrong input. */
@Command(
    name = "anact",
    description = "Benchmark of activation functions with and without ANAct (arXiv 2208.13315).",
    subcommands = {
      QuickCommand.class,
      RunCommand.class,
      PlanCommand.class,
      StatusCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      ListCommand.class,
      TheoryCommand.class,
      ProbeCommand.class,
      BandsCommand.class,
      DatasetsCommand.class,
      BenchCommand.class,
      TimeCommand.class,
      HelpCommand.class,
      VersionCommand.class
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Start with './anact quick': it trains, tests and reports on real images in some minutes."
    })
public final class Anact {

  private Anact() {}

  /** Tells the versions in use. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      Versions versions = Versions.current();
      return new String[] {
        "anact " + versions.anact(), "Deeplearning4j " + versions.deeplearning4j()
      };
    }
  }

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    // Numbers look the same wherever the suite is used, in files and on the console.
    Locale.setDefault(Locale.ROOT);
    int code;
    try {
      code = commandLine(Catalog.load()).execute(arguments);
    } catch (InputException e) {
      System.err.println("anact: " + e.getMessage());
      code = CommandLine.ExitCode.USAGE;
    }
    System.out.flush();
    System.exit(code);
  }

  /** Every command has --version, and the same answer to it. */
  private static void setVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(new Version());
    line.getSubcommands().values().forEach(Anact::setVersion);
  }

  static CommandLine commandLine(Catalog catalog) {
    CommandLine commandLine = new CommandLine(new Anact(), new CatalogFactory(catalog));
    setVersion(commandLine);
    commandLine.getSubcommands().get("bench").setUnmatchedOptionsArePositionalParams(true);
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setHelpFactory(CommandHelp::new)
        .setUsageHelpWidth(ConsoleWidth.current())
        .setParameterExceptionHandler(new WrongArguments())
        .setExecutionExceptionHandler(
            (exception, line, parse) -> {
              if (isInputError(exception)) {
                line.getErr().println("anact: " + exception.getMessage());
                return CommandLine.ExitCode.USAGE;
              }
              if (exception instanceof FileSystemException file) {
                line.getErr().println("anact: " + sentence(file));
                return CommandLine.ExitCode.USAGE;
              }
              exception.printStackTrace(line.getErr());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  /** Java's own messages leave out what is wrong where the class of the exception says it. */
  private static String sentence(FileSystemException e) {
    String why = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    return "cannot read or write '%s' (%s): check the path and its permissions, or give another"
        .formatted(e.getFile(), why);
  }

  private static boolean isInputError(Exception exception) {
    return exception instanceof InputException
        || exception instanceof UnknownNameException
        || exception instanceof DatasetException
        || exception instanceof ResultFormatException;
  }
}
