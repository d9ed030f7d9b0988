package org.anact.bench.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Java processes with classes that go before those of this process, on one thread, in a folder of
 * their own.
 *
 * @param checkout the checkout
 * @param overlay classes that go first; none for the suite as it is
 * @param folder receives what the processes write
 */
record ChildJvm(Checkout checkout, List<Path> overlay, Path folder) {

  /** Longer than anything takes on a busy machine; a process that hangs must not hang the build. */
  private static final long LIMIT_MINUTES = 60;

  /**
   * Runs a class to its end.
   *
   * @param main the class
   * @param workingDirectory of the process
   * @param output name of the file that receives what it writes
   * @return the exit code
   */
  int run(String main, Path workingDirectory, String output, List<String> arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx3g",
            "-XX:+UseParallelGC",
            "-Djava.awt.headless=true",
            "-Dorg.anact.threads=1",
            "-Danact.home=" + checkout.root(),
            "-cp",
            classPath(),
            main));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingDirectory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(output).toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.start();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException(
            "%s in %s did not end in %d minutes".formatted(main, folder, LIMIT_MINUTES));
      }
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private String classPath() {
    String own = System.getProperty("java.class.path");
    return Stream.concat(overlay.stream(), checkout.testClasses().stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator, "", File.pathSeparator + own));
  }
}
