package org.anact.bench.worker;

import java.util.List;
import org.anact.bench.catalog.OwnEntries;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.DataFacts;
import org.anact.bench.run.Recording;

/**
 * What a worker process receives on its standard input.
 *
 * @param results the result directory
 * @param dataDirectory folder of the data sets that do not come with the suite
 * @param threads threads of its native code
 * @param helpers whether Deeplearning4j may use its oneDNN helpers
 * @param kernels whether layers use the suite's own kernels
 * @param recording what is recorded of the run besides its losses
 * @param own what the run's grid defines itself, by absolute paths
 * @param commit of the checkout that the runs are recorded with
 * @param data what the run's data set must be
 * @param run the run to train
 * @param earlier how earlier tries of this sweep ended, for the run's record
 */
record Job(
    String results,
    String dataDirectory,
    int threads,
    boolean helpers,
    boolean kernels,
    Recording recording,
    OwnEntries own,
    String commit,
    DataFacts data,
    RunConfig run,
    List<String> earlier) {

  Job {
    earlier = List.copyOf(earlier);
  }
}
