package org.anact.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.anact.report.Report;
import org.anact.report.change.SweepChange;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact compare DIR_A DIR_B}. */
@Command(
    name = "compare",
    description = {
      "Shows what changed from one sweep to another.",
      "That is: runs, options, versions, and the paired differences in accuracy, loss and speed"
          + " with their intervals."
    })
final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR_A", description = "The first result directory.")
  private Path first;

  @Parameters(index = "1", paramLabel = "DIR_B", description = "The second result directory.")
  private Path second;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also writes a page, Markdown and tables to this folder.")
  private Path out;

  @Option(
      names = "--fail-on-change",
      description = {
        "Ends with exit code 1 if the sweeps have different runs, or a run has a different state,"
            + " loss or accuracy."
      })
  private boolean failOnChange;

  @Override
  public Integer call() throws Exception {
    SweepChange change =
        OutputFiles.into(
            out == null ? first : out,
            () -> Report.compare(first, second, Optional.ofNullable(out)));
    PrintWriter console = spec.commandLine().getOut();
    console.print(ReportText.of(change.document(), spec.commandLine().getUsageHelpWidth()));
    if (out != null) {
      console.println("\npage: " + out.resolve("index.html").toAbsolutePath().normalize());
    }
    console.flush();
    return failOnChange && change.changed()
        ? CommandLine.ExitCode.SOFTWARE
        : CommandLine.ExitCode.OK;
  }
}
