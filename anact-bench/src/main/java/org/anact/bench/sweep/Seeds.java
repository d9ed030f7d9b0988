package org.anact.bench.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.Recipe;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.grid.Tuning;
import org.anact.results.decision.DecisionRule;
import org.anact.results.decision.OrderedPairs;

/**
 * The seeds of final runs: those of the grid, and behind them, while a comparison is open, the
 * numbers after the largest that tuning does not use. The n-th pair of every comparison has the
 * n-th seed.
 */
final class Seeds {

  /** Mean pairs to a verdict for an effect of one standard deviation (docs/statistics.md). */
  private static final int TYPICAL_PAIRS = 13;

  private final List<Long> sequence;
  private final int own;
  private final Optional<DecisionRule> rule;

  Seeds(Grid grid, Optional<DecisionRule> rule) {
    this.rule = rule;
    this.own = Math.max(grid.seeds().size(), rule.map(DecisionRule::minSeeds).orElse(0));
    this.sequence = new ArrayList<>(grid.seeds());
    Set<Long> taken = new TreeSet<>(grid.seeds());
    grid.tune().map(Tuning::seeds).ifPresent(taken::addAll);
    int most = Math.max(own, rule.map(DecisionRule::maxSeeds).orElse(0));
    for (long next = sequence.stream().mapToLong(Long::longValue).max().orElseThrow() + 1;
        sequence.size() < most;
        next++) {
      if (taken.add(next)) {
        sequence.add(next);
      }
    }
  }

  /** Returns how many seeds every arm has in any case. */
  int least() {
    return own;
  }

  /** Returns how many seeds a comparison of a typical effect takes. */
  int expected() {
    return rule.isEmpty() ? own : Math.min(most(), Math.max(own, TYPICAL_PAIRS));
  }

  /** Returns how many seeds an undecided comparison has. */
  int most() {
    return sequence.size();
  }

  long seed(int number) {
    return sequence.get(number);
  }

  /**
   * Returns with how many seeds an arm runs, given how its runs have ended.
   *
   * @param arm of the cell
   * @param cell its arms that run
   * @param recipes what each of them is trained with
   */
  int count(
      RunConfig arm,
      List<RunConfig> cell,
      Function<RunConfig, Recipe> recipes,
      Function<RunConfig, Optional<RunEnd>> ends) {
    if (rule.isEmpty()) {
      return own;
    }
    int most = own;
    for (RunConfig other : cell) {
      // A vanilla arm runs on with any of its normalized ones.
      if (arm.normalized() != other.normalized() && arm.recipe().equals(other.recipe())) {
        most = Math.max(most, pairs(arm, other, recipes, ends));
      }
    }
    return most;
  }

  private int pairs(
      RunConfig arm,
      RunConfig other,
      Function<RunConfig, Recipe> recipes,
      Function<RunConfig, Optional<RunEnd>> ends) {
    RunConfig vanilla = arm.normalized() ? other : arm;
    RunConfig normalized = arm.normalized() ? arm : other;
    OrderedPairs pairs = new OrderedPairs();
    for (int number = 0; number < sequence.size(); number++) {
      RunConfig first = vanilla.with(recipes.apply(vanilla), seed(number));
      RunConfig second = normalized.with(recipes.apply(normalized), seed(number));
      boolean ended =
          pairs.add(
              ends.apply(first).map(RunEnd::accuracy), ends.apply(second).map(RunEnd::accuracy));
      if (!ended || (number + 1 >= own && isDecided(pairs))) {
        return number + 1;
      }
    }
    return sequence.size();
  }

  private boolean isDecided(OrderedPairs pairs) {
    return rule.orElseThrow().decide(pairs.differences()).verdict().isFinal();
  }
}
