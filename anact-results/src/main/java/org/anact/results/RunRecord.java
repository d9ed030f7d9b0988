package org.anact.results;

import java.util.List;
import java.util.Optional;

/**
 * One run as its folder records it.
 *
 * @param id id of the run, name of its folder
 * @param config configuration
 * @param provenance origin
 * @param outcome how it ended
 * @param epochs rows of {@code epochs.csv}, ascending
 * @param stepLosses training loss of every step in nats, step 1 first; {@code NaN} where the file
 *     is empty
 * @param layers rows of {@code layers.csv}, in the order of the file
 * @param signals rows of {@code signals.csv} in the order of the file; absent if the run measured
 *     none
 * @param weights rows of {@code weights.csv}, likewise
 */
public record RunRecord(
    String id,
    RecordedConfig config,
    Provenance provenance,
    Outcome outcome,
    List<EpochRow> epochs,
    List<Double> stepLosses,
    List<LayerRow> layers,
    Optional<List<SignalRow>> signals,
    Optional<List<WeightRow>> weights) {
  /** Copies the small lists; {@code stepLosses} is kept as given, a read-only view. */
  public RunRecord {
    epochs = List.copyOf(epochs);
    layers = List.copyOf(layers);
    signals = signals.map(List::copyOf);
    weights = weights.map(List::copyOf);
  }

  /** Whether all epochs were trained. */
  public boolean finished() {
    return outcome.status() == RunStatus.FINISHED;
  }

  /** Training steps of one epoch; 0 if no epoch was finished. */
  public int stepsPerEpoch() {
    if (epochs.isEmpty()) {
      return 0;
    }
    EpochRow last = epochs.get(epochs.size() - 1);
    return last.step() / last.epoch();
  }
}
