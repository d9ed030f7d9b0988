package org.anact.bench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.anact.bench.InputException;
import org.anact.report.Report;
import org.anact.report.ReportSummary;
import org.anact.results.ResultFormat;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact report DIR...}. */
@Command(
    name = "report",
    description = {
      "Makes the report of a result directory again, or the common report of several.",
      "It reads the files of the result directories and nothing else."
    })
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Result directories, such as results/quick.")
  private List<Path> directories;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the report (default: report in the result directory).")
  private Path out;

  @Mixin private MixedMachinesOption mixedMachines;

  @Override
  public Integer call() throws Exception {
    if (out == null && directories.size() > 1) {
      throw new InputException(
          "a report of several result directories is in none of them: give --out DIR");
    }
    Path folder = out == null ? directories.get(0).resolve(ResultFormat.REPORT) : out;
    ReportSummary report =
        OutputFiles.into(folder, () -> Report.write(directories, folder, mixedMachines.isGiven()));
    SweepOptions.show(report, spec.commandLine());
    return CommandLine.ExitCode.OK;
  }
}
