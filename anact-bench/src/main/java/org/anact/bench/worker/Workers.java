package org.anact.bench.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts worker processes, here or elsewhere. */
public abstract sealed class Workers implements AutoCloseable permits LocalWorkers, SparkWorkers {

  /** Returns those that are children of this process. */
  public static Workers here() {
    return new LocalWorkers();
  }

  /**
   * Starts a process for a job, or has it wait for a machine.
   *
   * @throws IOException if no process can be started
   * @throws EngineException if what starts them has ended
   */
  abstract Worker start(Job job) throws IOException;

  /** Whether processes run on other machines, which may lack what this one has. */
  abstract boolean elsewhere();

  @Override
  public void close() {}

  /** Returns the command of a worker process with this one's Java, flags and class path. */
  static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A crash of native code is reported on standard error, which the run's record keeps.
    command.add("-XX:+ErrorFileToStderr");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(WorkerProcess.class.getName());
    return command;
  }
}
