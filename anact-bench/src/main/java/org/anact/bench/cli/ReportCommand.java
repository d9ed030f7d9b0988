package org.anact.bench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.anact.report.Report;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact report DIR}. */
@Command(
    name = "report",
    description = "Makes the report of a result directory again, from its files alone.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A result directory, like results/quick.")
  private Path directory;

  @Override
  public Integer call() throws Exception {
    SweepOptions.show(Report.write(directory), spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }
}
