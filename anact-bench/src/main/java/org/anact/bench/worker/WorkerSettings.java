package org.anact.bench.worker;

import java.nio.file.Path;
import java.time.Duration;
import org.anact.bench.catalog.OwnEntries;
import org.anact.bench.run.Recording;
import org.anact.core.backend.NativeBackend;

/**
 * How a sweep's runs are given to processes.
 *
 * @param results the result directory
 * @param dataDirectory folder of the data sets that do not come with the suite
 * @param jobs processes at the same time, 1 or more
 * @param backend settings of each process
 * @param recording what is recorded of the run besides its losses
 * @param own what the grid of the runs defines itself
 * @param silence a process that reports nothing for so long counts as hung
 */
public record WorkerSettings(
    Path results,
    Path dataDirectory,
    int jobs,
    NativeBackend.Settings backend,
    Recording recording,
    OwnEntries own,
    Duration silence) {

  /** Checks the range. */
  public WorkerSettings {
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs is " + jobs + ": give 1 or more");
    }
  }
}
