package org.anact.bench.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.reproduce.Agreement;
import org.anact.bench.reproduce.Reproduction;
import org.anact.bench.run.Environment;
import org.anact.bench.sweep.ConsoleProgress;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import org.anact.registry.Shell;
import org.anact.report.Report;
import org.anact.results.ResultFormat;
import org.anact.results.RunRecord;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact reproduce DIR [RUN]}. */
@Command(
    name = "reproduce",
    description = {
      "Checks published results. With RUN, trains that run again and says whether it agrees: to the"
          + " bit with the same kind of processor, threads and code, else within the spread of"
          + " seeds.",
      "Without RUN, makes the report again from the records and compares its tables with those in"
          + " DIR/report.",
      "Ends with 1 if something does not agree."
    })
final class ReproduceCommand implements Callable<Integer> {

  private static final String TABLE = ".csv";

  private final Catalog catalog;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A result directory, such as published/NAME.")
  private Path directory;

  @Parameters(
      index = "1",
      paramLabel = "RUN",
      arity = "0..1",
      description = "Id of a run, or as much of its beginning as no other id has.")
  private String run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Keeps the run in this result directory (default: a temporary one).")
  private Path out;

  @Mixin private DataOption data;

  @Mixin private BackendOptions backend;

  ReproduceCommand(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Integer call() throws Exception {
    if (run == null) {
      return checkTables();
    }
    Reproduction reproduction = new Reproduction(directory, run);
    if (out != null) {
      return train(reproduction, out);
    }
    Path folder = Files.createTempDirectory("anact-reproduce-");
    try {
      return train(reproduction, folder);
    } finally {
      PathUtils.deleteDirectory(folder);
    }
  }

  private int train(Reproduction reproduction, Path folder) throws IOException {
    NativeBackend.Settings settings = backend.settings(reproduction.threads());
    NativeBackend.activate(settings);
    BackendReport state = BackendReport.current();
    PrintWriter console = spec.commandLine().getOut();
    RunRecord record = reproduction.record();
    console.println(state.line());
    console.printf("run '%s' of commit %s%n", record.id(), record.provenance().gitCommit());
    console.flush();
    Agreement agreement;
    PrintStream stream = System.out;
    try (ConsoleProgress progress =
        new ConsoleProgress(stream, Boolean.getBoolean(SweepOptions.TERMINAL_PROPERTY))) {
      agreement =
          reproduction.train(
              catalog, folder, data.directory(), settings, Environment.current(state), progress);
    }
    agreement.conditions().forEach(condition -> console.println("other condition: " + condition));
    console.println(
        switch (agreement.verdict()) {
              case SAME_BITS -> "It agrees: ";
              case WITHIN_SEEDS -> "It agrees within the spread of seeds: ";
              case NOT_COMPARABLE -> "It cannot be judged under these conditions: ";
              case DIFFERENT -> "It does not agree: ";
            }
            + agreement.sentence()
            + ".");
    console.flush();
    return agreement.holds() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private int checkTables() throws IOException {
    Path published = directory.resolve(ResultFormat.REPORT);
    Path folder = Files.createTempDirectory("anact-reproduce-");
    try {
      Path fresh = folder.resolve(ResultFormat.REPORT);
      Report.write(List.of(directory), fresh);
      if (!Files.isDirectory(published)) {
        throw new InputException(
            "'%s' has no report to check: './anact report %s' makes one"
                .formatted(directory, Shell.quoted(directory)));
      }
      return compare(published, fresh);
    } finally {
      PathUtils.deleteDirectory(folder);
    }
  }

  private int compare(Path published, Path fresh) throws IOException {
    PrintWriter console = spec.commandLine().getOut();
    SortedSet<String> names = new TreeSet<>(tables(published));
    names.addAll(tables(fresh));
    List<String> differing = new ArrayList<>();
    for (String name : names) {
      if (!Files.exists(published.resolve(name))) {
        differing.add(name + " is missing in " + published);
      } else if (!Files.exists(fresh.resolve(name))) {
        differing.add(name + " does not follow from the records");
      } else if (Files.mismatch(published.resolve(name), fresh.resolve(name)) >= 0) {
        differing.add(firstLine(name, published, fresh));
      }
    }
    differing.forEach(console::println);
    console.println(
        differing.isEmpty()
            ? "All %d tables of the report follow from the records.".formatted(names.size())
            : "%d of %d tables do not agree with the records."
                .formatted(differing.size(), names.size()));
    console.flush();
    return differing.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static List<String> tables(Path report) throws IOException {
    try (Stream<Path> files = Files.list(report)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(TABLE))
          .toList();
    }
  }

  private static String firstLine(String name, Path published, Path fresh) throws IOException {
    List<String> there = Files.readAllLines(published.resolve(name));
    List<String> here = Files.readAllLines(fresh.resolve(name));
    int line = 0;
    while (line < Math.min(there.size(), here.size()) && there.get(line).equals(here.get(line))) {
      line++;
    }
    return "%s, line %d: '%s' in the report, '%s' from the records"
        .formatted(
            name,
            line + 1,
            line < there.size() ? there.get(line) : "",
            line < here.size() ? here.get(line) : "");
  }
}
