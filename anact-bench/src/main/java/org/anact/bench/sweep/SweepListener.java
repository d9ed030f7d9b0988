package org.anact.bench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.RunsListener;

/** Receives a sweep's progress, run by run and step by step. */
public interface SweepListener extends RunsListener, AutoCloseable {

  /**
   * Called once the sweep knows what is to do, and again whenever results have told of more.
   *
   * @param toDo the runs that will be trained, in order, with their training images in all epochs
   * @param finished runs that have ended before
   */
  void planned(List<Work> toDo, int finished);

  /** Called for a data set that no published checksum proves, before its runs are trained. */
  default void unproven(String dataset) {}

  /**
   * Called where networks are to be kept, if runs have finished before that kept none.
   *
   * @param runs how many
   */
  default void withoutModel(long runs) {}

  /** Called where a run is trained although there is a record of it. */
  void runsAgain(RunConfig run, String reason);

  @Override
  void close();

  /**
   * A run that is to be trained.
   *
   * @param run the run
   * @param images training images over all its epochs
   * @param tuned the tuned fields of its recipe, with its values; empty where nothing is tuned
   */
  record Work(RunConfig run, long images, Map<String, JsonNode> tuned) {}
}
