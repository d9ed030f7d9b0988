package org.anact.bench.cli;

import java.util.List;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.GridChanges;
import org.anact.bench.sweep.Agenda;
import picocli.CommandLine.Option;

/** What a command line puts in place of a grid's own. */
final class GridOptions {

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "SEED",
      description = "Seeds in place of the grid's, like 1..6 or 1,2,5.")
  private List<String> seeds = List.of();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of every run, in place of the grid's.")
  private List<String> epochs = List.of();

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "MODEL",
      description = "Models in place of the grid's; each has the recipe that the grid gives it.")
  private List<String> models = List.of();

  @Option(
      names = "--activations",
      split = ",",
      paramLabel = "ACTIVATION",
      description = "Activations in place of the grid's.")
  private List<String> activations = List.of();

  @Option(
      names = "--datasets",
      split = ",",
      paramLabel = "DATASET",
      description = "Data sets in place of the grid's.")
  private List<String> datasets = List.of();

  @Option(
      names = "--until-decided",
      description = {
        "Adds pairs of seeds to each comparison until it is decided by the rule of the grid's"
            + " 'decide' (default: 6 to 30 seeds, an error of 0.05, a margin of 0.2 points)."
      })
  private boolean untilDecided;

  /** Returns what a grid with these changes asks for. */
  Agenda agenda(Grid changed) {
    return untilDecided ? Agenda.untilDecided(changed) : Agenda.of(changed);
  }

  GridChanges changes() {
    return new GridChanges(datasets, models, activations, seeds, epochs);
  }
}
