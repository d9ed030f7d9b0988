package org.anact.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.anact.report.ChangeSummary;
import org.anact.report.Report;
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
      "Tells what changed from one sweep to another: runs, options, versions, and the paired",
      "differences in accuracy, loss and speed with their intervals."
    },
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR_A", description = "The result directory before.")
  private Path first;

  @Parameters(index = "1", paramLabel = "DIR_B", description = "The result directory after.")
  private Path second;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes a page, Markdown and tables there too.")
  private Path out;

  @Option(
      names = "--fail-on-change",
      description = {
        "Ends with 1 if the sweeps have other runs, or a run has another state,",
        "other losses or another accuracy."
      })
  private boolean failOnChange;

  @Override
  public Integer call() throws Exception {
    ChangeSummary change =
        OutputFiles.into(
            out == null ? first : out,
            () -> Report.compare(first, second, Optional.ofNullable(out)));
    PrintWriter console = spec.commandLine().getOut();
    console.print(change.markdown());
    if (out != null) {
      console.println("\npage: " + out.resolve("index.html").toAbsolutePath().normalize());
    }
    console.flush();
    return failOnChange && change.changed()
        ? CommandLine.ExitCode.SOFTWARE
        : CommandLine.ExitCode.OK;
  }
}
