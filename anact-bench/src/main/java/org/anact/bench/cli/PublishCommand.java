package org.anact.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.anact.bench.Numbers;
import org.anact.report.Report;
import org.anact.report.ReportSummary;
import org.anact.results.Publication;
import org.anact.results.ResultFormat;
import org.anact.results.RunEntry;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact publish DIR TARGET}. */
@Command(
    name = "publish",
    description = {
      "Copies the records of a result directory, compressed and without checkpoints, to a folder"
          + " that can be published, with their report.",
      "A folder that it was published to before takes what has been added since."
    })
final class PublishCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "A result directory.")
  private Path directory;

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      description = "The folder, such as published/NAME.")
  private Path target;

  @Override
  public Integer call() throws Exception {
    Publication.Contents contents =
        OutputFiles.into(target, () -> Publication.write(directory, target));
    ReportSummary report =
        OutputFiles.into(target.resolve(ResultFormat.REPORT), () -> Report.write(target));
    SweepOptions.show(report, spec.commandLine());
    PrintWriter console = spec.commandLine().getOut();
    for (RunEntry left : contents.left()) {
      console.printf("not published: %s is %s%n", left.plan().id(), left.state().words());
    }
    console.printf(
        "%s added to '%s', %d kept; it has %.1f MB%n",
        Numbers.count(contents.added(), "run", "runs"),
        target,
        contents.kept(),
        PathUtils.sizeOfDirectory(target) / 1e6);
    console.flush();
    return CommandLine.ExitCode.OK;
  }
}
