package org.anact.bench.worker;

import java.io.IOException;
import java.util.List;
import org.anact.core.backend.CudaDevices;

/** Starts worker processes, here or elsewhere. */
public abstract sealed class Workers implements AutoCloseable permits LocalWorkers, SparkWorkers {

  /** Returns those that are children of this process. */
  public static Workers here() {
    return new LocalWorkers(new DevicePool(CudaDevices.here()));
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
    return ChildJava.command(WorkerProcess.class);
  }
}
