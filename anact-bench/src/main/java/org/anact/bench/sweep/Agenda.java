package org.anact.bench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.RunConfig;
import org.anact.results.decision.DecisionRule;

/**
 * Which runs a grid asks for, given how those before them ended: trials, then the final runs of
 * each arm with the values that its trials chose, then further pairs of seeds where a comparison is
 * open. It is a function of the grid and of the results alone, so that a sweep that was stopped at
 * any moment asks for the same runs when it resumes.
 */
public final class Agenda {

  private final Grid grid;
  private final Optional<DecisionRule> untilDecided;
  private final List<Cell> cells;

  /**
   * A run that is asked for.
   *
   * @param run the run
   * @param tuned the tuned fields of its recipe, with its values; empty where nothing is tuned
   */
  public record Item(RunConfig run, Map<String, JsonNode> tuned) {}

  /** Activations and their arms in a model on a data set, which are compared with each other. */
  private record CellName(String dataset, String model, String activation) {
    static CellName of(RunConfig arm) {
      return new CellName(arm.dataset(), arm.model(), arm.baseActivation());
    }
  }

  private record Cell(List<RunConfig> arms, Optional<CellTuning> tuning) {}

  /** Makes the agenda of a grid whose final runs have its own seeds. */
  public static Agenda of(Grid grid) {
    return new Agenda(grid, Optional.empty());
  }

  /** Makes the agenda of a grid that adds pairs of seeds until every comparison is decided. */
  public static Agenda untilDecided(Grid grid) {
    return new Agenda(grid, Optional.of(grid.decide().orElseGet(DecisionRule::defaults)));
  }

  private Agenda(Grid grid, Optional<DecisionRule> untilDecided) {
    this.grid = grid;
    this.untilDecided = untilDecided;
    Map<CellName, List<RunConfig>> byCell = new LinkedHashMap<>();
    for (RunConfig arm : grid.arms()) {
      byCell.computeIfAbsent(CellName.of(arm), name -> new ArrayList<>()).add(arm);
    }
    this.cells =
        byCell.values().stream()
            .map(arms -> new Cell(arms, grid.tune().map(tune -> new CellTuning(tune, arms))))
            .toList();
  }

  /** Returns the names of the data sets. */
  List<String> datasets() {
    return grid.datasets();
  }

  /** Whether the results of some runs decide on others. */
  public boolean growsWithResults() {
    return grid.tune().isPresent() || untilDecided.isPresent();
  }

  /**
   * Returns the runs that are known now, trials first and then seed by seed. Where all of them have
   * ended, there are no others.
   *
   * @param ends how a run ended; empty if it has not
   */
  public List<Item> known(Function<RunConfig, Optional<RunEnd>> ends) {
    List<Item> known = new ArrayList<>();
    Map<RunConfig, Item> ready = new LinkedHashMap<>();
    for (Cell cell : cells) {
      if (cell.tuning().isEmpty()) {
        cell.arms().forEach(arm -> ready.put(arm, new Item(arm, Map.of())));
        continue;
      }
      CellTuning.State state = cell.tuning().get().state(ends);
      known.addAll(state.trials());
      state.chosen().forEach(ready::put);
    }
    known.addAll(finals(ready, ends));
    return known;
  }

  /**
   * What the grid may come to, for estimates of its cost; final runs have the grid's recipe in
   * place of what tuning will choose.
   *
   * @param least the trials of the lists as they are, and the seeds that every comparison has
   * @param expected the same with as many pairs as a comparison takes whose effect is one standard
   *     deviation of its pairs (docs/statistics.md)
   * @param most every list continued as far as it can be, and every comparison undecided
   */
  public record Forecast(List<RunConfig> least, List<RunConfig> expected, List<RunConfig> most) {}

  /** Returns what the grid may come to. */
  public Forecast forecast() {
    Seeds seeds = new Seeds(grid, untilDecided);
    List<RunConfig> first = new ArrayList<>();
    List<RunConfig> all = new ArrayList<>();
    for (Cell cell : cells) {
      cell.tuning()
          .ifPresent(
              tuning -> {
                first.addAll(tuning.first());
                all.addAll(tuning.most());
              });
    }
    return new Forecast(
        withFinals(first, seeds, seeds.least()),
        withFinals(first, seeds, seeds.expected()),
        withFinals(all, seeds, seeds.most()));
  }

  private List<RunConfig> withFinals(List<RunConfig> trials, Seeds seeds, int count) {
    List<RunConfig> runs = new ArrayList<>(trials);
    for (int i = 0; i < count; i++) {
      for (RunConfig arm : grid.arms()) {
        runs.add(arm.with(arm.recipe(), seeds.seed(i)));
      }
    }
    return runs;
  }

  private List<Item> finals(
      Map<RunConfig, Item> ready, Function<RunConfig, Optional<RunEnd>> ends) {
    Seeds seeds = new Seeds(grid, untilDecided);
    Map<RunConfig, Integer> counts = new LinkedHashMap<>();
    for (Cell cell : cells) {
      List<RunConfig> arms = cell.arms().stream().filter(ready::containsKey).toList();
      arms.forEach(
          arm ->
              counts.put(arm, seeds.count(arm, arms, one -> ready.get(one).run().recipe(), ends)));
    }
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    List<Item> finals = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      for (RunConfig arm : grid.arms()) {
        if (counts.getOrDefault(arm, 0) > i) {
          Item item = ready.get(arm);
          finals.add(new Item(item.run().with(item.run().recipe(), seeds.seed(i)), item.tuned()));
        }
      }
    }
    return finals;
  }
}
