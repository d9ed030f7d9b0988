package org.anact.bench.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.anact.bench.worker.ChildJava;

/** What a process of its own finds out about the backend, however it ends. */
public final class BackendFindings {

  private static final String AREA = "backend";
  private static final int SECONDS = 300;
  private static final int LAST_LINES = 5;

  private BackendFindings() {}

  /** Starts the process and waits for it. */
  public static List<Finding> find() {
    try {
      Path out = Files.createTempFile("anact-doctor-", ".out");
      Path err = Files.createTempFile("anact-doctor-", ".err");
      try {
        Process process =
            new ProcessBuilder(ChildJava.command(BackendProbe.class))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
          process.destroyForcibly().waitFor();
        }
        return of(
            Files.readAllLines(out),
            Files.readAllLines(err),
            ended ? "ended with code " + process.exitValue() : "hung");
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      return List.of(unknown("its process cannot be started (" + e + ")", List.of()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(unknown("it was interrupted", List.of()));
    }
  }

  /**
   * Reads what the process has said.
   *
   * @param end in words, for one that said nothing of the start
   */
  static List<Finding> of(List<String> out, List<String> err, String end) {
    List<Finding> findings = new ArrayList<>();
    boolean told = false;
    for (String line : out) {
      if (line.startsWith(BackendProbe.FACT)) {
        String[] fact = line.substring(BackendProbe.FACT.length()).split("\t", 2);
        findings.add(Finding.of(AREA, fact[0], fact[1]));
      } else if (line.startsWith(BackendProbe.STARTED)) {
        told = true;
        findings.add(Finding.of(AREA, "start", line.substring(BackendProbe.STARTED.length())));
      } else if (line.startsWith(BackendProbe.PROBLEM)) {
        told = true;
        findings.add(
            Finding.of(AREA, "start", "failed")
                .stop(true, line.substring(BackendProbe.PROBLEM.length())));
      }
    }
    if (!told) {
      findings.add(unknown("its process " + end, err));
    }
    return findings;
  }

  private static Finding unknown(String why, List<String> err) {
    String log = String.join(" / ", err.subList(Math.max(0, err.size() - LAST_LINES), err.size()));
    return Finding.of(AREA, "start", "failed")
        .stop(
            true,
            "the backend does not start, "
                + why
                + (log.isEmpty() ? "" : " (" + log + ")")
                + ": send this to the authors");
  }
}
