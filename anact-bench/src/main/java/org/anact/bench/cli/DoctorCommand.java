package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.doctor.BackendFindings;
import org.anact.bench.doctor.Doctor;
import org.anact.bench.doctor.Finding;
import org.anact.datasets.Datasets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code anact doctor}. */
@Command(
    name = "doctor",
    description = {
      "Shows what a bug report needs, and what to do about each problem: machine, Java, folders,"
          + " data sets, backend, GPU.",
      "Ends with 1 if something would stop a sweep."
    })
final class DoctorCommand implements Callable<Integer> {

  private final Datasets datasets;

  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  DoctorCommand(Catalog catalog) {
    this.datasets = catalog.datasets();
  }

  @Override
  public Integer call() {
    return print(
        new Doctor(datasets, data.directory(), System.getenv(), BackendFindings::find).examine(),
        spec.commandLine().getOut());
  }

  /** Prints findings as plain text that can be pasted, and returns the exit code. */
  static int print(List<Finding> findings, PrintWriter out) {
    int width = findings.stream().mapToInt(one -> one.name().length()).max().orElse(0);
    String area = "";
    for (Finding finding : findings) {
      if (!finding.area().equals(area)) {
        area = finding.area();
        out.println(area);
      }
      out.printf("  %-" + width + "s  %s%n", finding.name(), finding.value());
    }
    List<Finding.Trouble> troubles =
        findings.stream().flatMap(one -> one.trouble().stream()).distinct().toList();
    out.println(troubles.isEmpty() ? "nothing is wrong" : "problems");
    for (Finding.Trouble trouble : troubles) {
      out.printf("  %s: %s%n", trouble.stops() ? "stops a sweep" : "warning", trouble.sentence());
    }
    out.flush();
    return troubles.stream().anyMatch(Finding.Trouble::stops)
        ? CommandLine.ExitCode.SOFTWARE
        : CommandLine.ExitCode.OK;
  }
}
