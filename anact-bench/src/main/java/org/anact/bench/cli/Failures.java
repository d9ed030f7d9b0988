package org.anact.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anact.bench.InputException;
import org.anact.bench.run.Causes;
import org.anact.bench.worker.EngineException;
import org.anact.core.backend.BackendException;
import org.anact.datasets.DatasetException;
import org.anact.datasets.install.DownloadException;
import org.anact.registry.UnknownNameException;
import org.anact.registry.UnusableClassException;
import org.anact.results.ResultFormatException;
import picocli.CommandLine.ExitCode;

/**
 * Reports what stopped a command: one sentence, and an exit code. Where the user's input is not to
 * blame, the stack trace goes to a file that the sentence names.
 */
final class Failures {

  private static final List<Class<? extends Exception>> OF_INPUT =
      List.of(
          InputException.class,
          UnknownNameException.class,
          UnusableClassException.class,
          DatasetException.class,
          ResultFormatException.class,
          BackendException.class);

  private final List<Path> traceFolders;

  /**
   * Makes the reporter.
   *
   * @param traceFolders where stack traces go; the first that can be written
   */
  Failures(List<Path> traceFolders) {
    this.traceFolders = List.copyOf(traceFolders);
  }

  /** Returns the reporter that uses the folder of temporary files, else the working directory. */
  static Failures standard() {
    return new Failures(List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("")));
  }

  /** Returns an exception that names a path where Java's own only says why, as for a full disk. */
  static UncheckedIOException at(Path path, IOException cause) {
    FileSystemException named = new FileSystemException(path.toString(), null, reason(cause));
    named.initCause(cause);
    return new UncheckedIOException(named);
  }

  /** Reports a failure, and returns the exit code. */
  int report(Throwable failure, PrintWriter err) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable e = failure; e != null && !causes.contains(e); e = e.getCause()) {
      causes.add(e);
    }
    for (Throwable cause : causes) {
      if (OF_INPUT.stream().anyMatch(kind -> kind.isInstance(cause))) {
        return end(err, cause.getMessage(), ExitCode.USAGE);
      }
      if (cause instanceof InvalidPathException path) {
        return end(
            err,
            "'%s' cannot be a path here (%s): give another, or set a UTF-8 locale"
                .formatted(path.getInput(), path.getReason()),
            ExitCode.USAGE);
      }
      if (cause instanceof FileSystemException file
          && file.getClass() != FileSystemException.class) {
        return end(
            err,
            "cannot read or write '%s' (%s): check the path and its permissions, or give another"
                .formatted(file.getFile(), reason(file)),
            ExitCode.USAGE);
      }
      if (cause instanceof DownloadException || cause instanceof EngineException) {
        return end(err, cause.getMessage(), ExitCode.SOFTWARE);
      }
    }
    return end(err, sentence(failure, causes) + "; " + keepTrace(failure), ExitCode.SOFTWARE);
  }

  private static int end(PrintWriter err, String sentence, int code) {
    err.println("anact: " + sentence);
    err.flush();
    return code;
  }

  private static String sentence(Throwable failure, List<Throwable> causes) {
    String what = Causes.sentence(failure);
    for (Throwable cause : causes) {
      if (cause instanceof OutOfMemoryError) {
        return "out of memory (%s): give Java more, as with ANACT_JAVA_OPTS=-Xmx16g, or make batches smaller"
            .formatted(what);
      }
      if (cause instanceof StackOverflowError) {
        return "out of stack: give Java more, as with ANACT_JAVA_OPTS=-Xss16m";
      }
      if (cause instanceof LinkageError) {
        return "a class cannot be loaded (%s): delete anact-bench/target/launcher, so that the next start builds again"
            .formatted(what);
      }
      if (cause instanceof IOException e) {
        String path = e instanceof FileSystemException file ? "'" + file.getFile() + "'" : "a file";
        return "cannot read or write %s (%s): fix that and run the same command again; what is finished is kept"
            .formatted(path, reason(e));
      }
    }
    return "an internal error (%s): please report it with its stack trace".formatted(what);
  }

  /** Java's messages leave out what is wrong where the class of the exception says it. */
  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  private String keepTrace(Throwable failure) {
    for (Path folder : traceFolders) {
      try {
        Path file = Files.createTempFile(folder, "anact-error-", ".txt");
        return "stack trace: " + Files.writeString(file, Causes.trace(failure)).toAbsolutePath();
      } catch (IOException e) {
        // The next folder may have room.
      }
    }
    return "no file for its stack trace could be written";
  }
}
