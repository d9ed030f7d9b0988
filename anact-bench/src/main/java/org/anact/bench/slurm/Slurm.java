package org.anact.bench.slurm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.anact.bench.InputException;

/**
 * Slurm's own programs, {@code sbatch} and {@code squeue}.
 *
 * @param path folders in which they are looked for, as the variable {@code PATH} has them
 */
record Slurm(String path) {

  private record Answer(int code, String out, String err) {}

  /**
   * Submits a job, and returns its number.
   *
   * @throws InputException if there is no sbatch, or it refuses
   */
  String submit(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program("sbatch"), "--parsable"));
    command.addAll(arguments);
    Answer answer = run(command);
    // With several clusters, the name of the cluster follows.
    String job = answer.out().strip().replaceFirst(";.*", "");
    if (answer.code() != 0 || !job.matches("[0-9]+")) {
      throw new InputException("sbatch refuses the job: " + answer.err().strip());
    }
    return job;
  }

  /**
   * Returns how many elements of jobs are in the queue, by their state in lower case, like {@code
   * pending}; jobs that have ended are in none.
   *
   * @throws InputException if there is no squeue, or it cannot tell
   */
  Map<String, Integer> queue(List<String> jobs) throws IOException {
    Map<String, Integer> states = new TreeMap<>();
    for (String job : jobs) {
      Answer answer =
          run(List.of(program("squeue"), "--noheader", "--array", "--format=%T", "--jobs", job));
      // It no longer knows a job that ended some minutes ago.
      if (answer.code() != 0 && !answer.err().contains("Invalid job id")) {
        throw new InputException(
            "squeue does not tell of job " + job + ": " + answer.err().strip());
      }
      answer
          .out()
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> states.merge(line.strip().toLowerCase(Locale.ROOT), 1, Integer::sum));
    }
    return states;
  }

  private Answer run(List<String> command) throws IOException {
    Path err = Files.createTempFile("anact-", ".txt");
    try {
      Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
      return new Answer(process.waitFor(), out, Files.readString(err));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(err);
    }
  }

  private String program(String name) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path program = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isExecutable(program)) {
        return program.toString();
      }
    }
    throw new InputException(
        "there is no '%s': give the command where Slurm's programs are on the PATH"
            .formatted(name));
  }
}
