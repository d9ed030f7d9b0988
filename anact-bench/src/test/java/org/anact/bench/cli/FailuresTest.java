package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.datasets.DatasetException;
import org.anact.results.ResultFormatException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a command tells when something stops it. */
final class FailuresTest {

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  private int report(Throwable failure, Path... traceFolders) {
    err.getBuffer().setLength(0);
    return new Failures(List.of(traceFolders)).report(failure, new PrintWriter(err));
  }

  private String sentence() {
    assertThat(err.toString().strip()).startsWith("anact: ").hasLineCount(1);
    return err.toString();
  }

  /** The inner failure says what is wrong, however it is wrapped. */
  @TestFactory
  Stream<DynamicTest> wrongInputIsTwoAndItsOwnSentence() {
    return Stream.of(
            new InputException("this value is wrong"),
            new DatasetException("this value is wrong"),
            new ResultFormatException("this value is wrong"),
            new AccessDeniedException("this value", null, "is wrong"),
            new InvalidPathException("this value", "is wrong"))
        .map(
            failure ->
                DynamicTest.dynamicTest(
                    failure.getClass().getSimpleName(),
                    () -> {
                      assertThat(report(failure, folder)).isEqualTo(2);
                      assertThat(sentence()).contains("this value", "is wrong");
                      assertThat(report(new ExecutionException(failure), folder)).isEqualTo(2);
                      assertThat(sentence()).contains("this value", "is wrong");
                      assertThat(folder).isEmptyDirectory();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> anyOtherFailureIsOneAndNamesTheFileOfItsStackTrace() {
    return Stream.of(
            List.of(new OutOfMemoryError("Java heap space"), "ANACT_JAVA_OPTS=-Xmx16g"),
            List.of(new StackOverflowError(), "ANACT_JAVA_OPTS=-Xss16m"),
            List.of(new NoClassDefFoundError("org/x/Y"), "org/x/Y"),
            List.of(new ExceptionInInitializerError(new IOException("why")), "why"),
            List.of(new AssertionError("off by one"), "off by one"),
            List.of(new IllegalStateException("odd"), "IllegalStateException: odd"),
            List.of(new IOException("No space left on device"), "No space left on device"),
            List.of(new FileSystemException("/x", null, "No space left"), "'/x' (No space left)"),
            List.of(Failures.at(Path.of("/r"), new IOException("full")), "'/r' (full)"))
        .map(
            example -> {
              Throwable failure = (Throwable) example.get(0);
              return DynamicTest.dynamicTest(
                  failure.toString(),
                  () -> {
                    Path traces = Files.createTempDirectory(folder, "traces");
                    assertThat(report(failure, folder.resolve("gone"), traces)).isEqualTo(1);
                    assertThat(sentence()).contains((String) example.get(1));
                    Path trace = onlyFile(traces);
                    assertThat(sentence()).contains("stack trace: " + trace);
                    assertThat(trace)
                        .content()
                        .contains(failure.getClass().getName(), "\tat " + getClass().getName());
                  });
            });
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  /** Java names no file where a disk is full in the middle of one. */
  @TestFactory
  Stream<DynamicTest> aFolderOfOutputIsNamedWhereItsDiskIsFull() {
    IOException full = new IOException("No space left on device");
    return Stream.of(full, new UncheckedIOException(full), new IllegalStateException(full))
        .map(
            failure ->
                DynamicTest.dynamicTest(
                    failure.getClass().getSimpleName(),
                    () -> {
                      Throwable told =
                          catchThrowable(
                              () ->
                                  OutputFiles.into(
                                      Path.of("the report"),
                                      () -> {
                                        if (failure instanceof IOException checked) {
                                          throw checked;
                                        }
                                        throw (RuntimeException) failure;
                                      }));
                      assertThat(report(told, folder)).isEqualTo(1);
                      assertThat(sentence()).contains("'the report' (No space left on device)");
                    }));
  }

  @Test
  void theSentenceSaysWhenNoStackTraceCouldBeKept() {
    assertThat(report(new IllegalStateException("odd"), folder.resolve("gone"))).isEqualTo(1);
    assertThat(sentence()).contains("odd", "no file for its stack trace could be written");
  }

  /** A command that is stopped by what it is given. */
  @Command(name = "broken")
  static final class Broken implements Callable<Integer> {

    private final Throwable failure;

    Broken(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  /** Standard output whose disk is full, or whose reader has ended. */
  private static PrintStream full() {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        });
  }

  /** Runs as main does, with other streams, and returns the exit code. */
  private int main(PrintStream out, Supplier<CommandLine> line, String... arguments) {
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(out);
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      return Anact.run(line, arguments);
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
      err.write(told.toString(StandardCharsets.UTF_8));
    }
  }

  @TestFactory
  Stream<DynamicTest> errorsOfACommandAndOfItsConstructionAreReportedToo() {
    return Stream.of(new StackOverflowError(), new OutOfMemoryError("x"), new LinkageError("x"))
        .flatMap(
            error ->
                Stream.<Supplier<CommandLine>>of(
                    () -> new CommandLine(new Broken(error)),
                    () -> {
                      throw error;
                    }))
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.toString(),
                    () -> {
                      err.getBuffer().setLength(0);
                      PrintStream out = new PrintStream(OutputStream.nullOutputStream());
                      assertThat(main(out, line)).isEqualTo(1);
                      String sentence = sentence();
                      Files.delete(
                          Path.of(sentence.substring(sentence.indexOf("trace: ") + 7).strip()));
                    }));
  }

  private static void collect(CommandLine command, List<String> words, List<List<String>> all) {
    all.add(words);
    command
        .getSubcommands()
        .forEach(
            (name, subcommand) ->
                collect(subcommand, Stream.concat(words.stream(), Stream.of(name)).toList(), all));
  }

  @TestFactory
  Stream<DynamicTest> outputThatIsNotTakenIsOneForEveryCommand() {
    List<List<String>> commands = new ArrayList<>();
    collect(Anact.commandLine(Catalog.standard()), List.of(), commands);
    commands.replaceAll(words -> Stream.concat(words.stream(), Stream.of("--help")).toList());
    commands.add(List.of("--version"));
    commands.add(List.of("list"));
    commands.add(List.of("list", "grids"));
    commands.add(List.of("datasets", "list"));
    return commands.stream()
        .map(
            words ->
                DynamicTest.dynamicTest(
                    String.join(" ", words),
                    () -> {
                      err.getBuffer().setLength(0);
                      String[] arguments = words.toArray(String[]::new);
                      assertThat(
                              main(full(), () -> Anact.commandLine(Catalog.standard()), arguments))
                          .isEqualTo(1);
                      assertThat(sentence()).contains("standard output took no more");
                    }));
  }

  @Test
  void wrongInputStaysTwoWhereOutputIsNotTaken() {
    assertThat(main(full(), () -> Anact.commandLine(Catalog.standard()), "list", "planets"))
        .isEqualTo(2);
  }
}
