package org.anact.bench.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.concurrent.Callable;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.micro.StepTimer;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code anact time}. */
@Command(
    name = "time",
    description = {
      "Times steps on request, for comparisons that alternate, as in peers.",
      "It reads lines of the form 'MODEL ACTIVATION train|infer STEPS [BATCH]' and answers with"
          + " milliseconds."
    })
final class TimeCommand implements Callable<Integer> {

  private final Catalog catalog;

  @Mixin private BackendOptions backend;

  TimeCommand(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Integer call() throws Exception {
    NativeBackend.activate(backend.settings());
    System.out.println(BackendReport.current().line());
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    new StepTimer(catalog).serve(requests, System.out);
    return CommandLine.ExitCode.OK;
  }
}
