package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.GridReader;
import org.anact.bench.grid.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgendaTest {

  private static final String TUNED =
      """
      name: tuned
      datasets: [fashion-mnist-mini]
      models: [mlp]
      activations: [relu, nrelu]
      seeds: [1, 2]
      recipe: {epochs: 1}
      """;

  @TempDir private Path folder;

  private Grid grid(String more) throws IOException {
    return GridReader.read(
        Catalog.standard(), Files.writeString(folder.resolve("grid.yaml"), TUNED + more));
  }

  /** Ends runs as asked for until there are no more; returns them in order. */
  private static List<Agenda.Item> play(Agenda agenda, Function<RunConfig, RunEnd> result) {
    Map<RunConfig, RunEnd> ends = new HashMap<>();
    List<Agenda.Item> played = new ArrayList<>();
    while (true) {
      List<Agenda.Item> open =
          agenda.known(run -> Optional.ofNullable(ends.get(run))).stream()
              .filter(item -> !ends.containsKey(item.run()))
              .toList();
      if (open.isEmpty()) {
        return played;
      }
      open.forEach(item -> ends.put(item.run(), result.apply(item.run())));
      played.addAll(open);
    }
  }

  private static RunEnd accuracy(double accuracy) {
    return new RunEnd(OptionalDouble.of(accuracy), false);
  }

  private static double rate(RunConfig run) {
    return run.recipe().updates().learningRate();
  }

  private static List<RunConfig> trials(List<Agenda.Item> items) {
    return items.stream().map(Agenda.Item::run).filter(RunConfig::isTrial).toList();
  }

  private static List<Agenda.Item> finals(List<Agenda.Item> items) {
    return items.stream().filter(item -> !item.run().isTrial()).toList();
  }

  private static double peak(RunConfig run, double best) {
    return 0.9 - 0.1 * Math.abs(Math.log(rate(run) / best));
  }

  @Test
  void everyArmHasTheSameTrialsAndItsOwnChoice() throws IOException {
    Grid grid = grid("tune: {learningRate: [0.01, 0.02, 0.05, 0.1], seeds: [101, 102]}");
    List<Agenda.Item> items =
        play(Agenda.of(grid), run -> accuracy(peak(run, run.normalized() ? 0.02 : 0.05)));
    assertThat(trials(items)).hasSize(2 * 4 * 2).allMatch(run -> run.validation() == 0.1);
    for (String arm : List.of("relu", "nrelu")) {
      assertThat(trials(items).stream().filter(run -> run.activation().equals(arm)))
          .extracting(run -> rate(run) + " " + run.seed())
          .containsExactlyInAnyOrder(
              "0.01 101",
              "0.02 101",
              "0.05 101",
              "0.1 101",
              "0.01 102",
              "0.02 102",
              "0.05 102",
              "0.1 102");
    }
    assertThat(finals(items))
        .extracting(item -> item.run().activation() + " " + item.run().seed() + item.tuned())
        .containsExactly(
            "relu 1{learningRate=0.05}",
            "nrelu 1{learningRate=0.02}",
            "relu 2{learningRate=0.05}",
            "nrelu 2{learningRate=0.02}");
    assertThat(finals(items))
        .allMatch(item -> rate(item.run()) == item.tuned().get("learningRate").doubleValue());
  }

  @Test
  void finalRunsWaitForAllTrialsOfTheirCell() throws IOException {
    Agenda agenda = Agenda.of(grid("tune: {learningRate: [0.01, 0.02], seeds: [101]}"));
    List<Agenda.Item> first = agenda.known(run -> Optional.empty());
    RunConfig last = first.get(first.size() - 1).run();
    assertThat(
            finals(
                agenda.known(
                    run -> run.equals(last) ? Optional.empty() : Optional.of(accuracy(0.5)))))
        .isEmpty();
  }

  @Test
  void aBestValueAtTheEndOfTheListContinuesItForAllArmsOfTheCellByOneStep() throws IOException {
    Grid grid = grid("tune: {learningRate: [0.02, 0.05], seeds: [101]}");
    List<Agenda.Item> items =
        play(Agenda.of(grid), run -> accuracy(peak(run, run.normalized() ? 0.001 : 0.03)));
    for (boolean normalized : new boolean[] {false, true}) {
      assertThat(trials(items).stream().filter(run -> run.normalized() == normalized))
          .extracting(AgendaTest::rate)
          // Vanilla's best is 0.02 as well, the lower end of two.
          .containsExactly(0.02, 0.05, 0.008);
    }
    assertThat(finals(items))
        .filteredOn(item -> item.run().normalized())
        .allMatch(item -> rate(item.run()) == 0.008);
  }

  @Test
  void listsGoOnAsFarAsTheGridAllowsAndNotIntoWhatNoRecipeCanHave() throws IOException {
    Grid far = grid("tune: {learningRate: [0.1, 0.2], seeds: [101], extend: 3}");
    assertThat(trials(play(Agenda.of(far), run -> accuracy(Math.min(0.9, rate(run) / 10)))))
        .extracting(AgendaTest::rate)
        .contains(0.4, 0.8, 1.6)
        .hasSize(2 * 5);
    Grid momentum = grid("tune: {momentum: [0.5, 0.9], seeds: [101], extend: 3}");
    assertThat(
            trials(
                play(Agenda.of(momentum), run -> accuracy(run.recipe().updates().momentum() / 2))))
        .hasSize(2 * 2);
  }

  @Test
  void aDivergedTrialCountsAsChanceAndAFailedOneNotAtAll() throws IOException {
    Grid grid = grid("tune: {learningRate: [0.01, 0.02, 0.05], seeds: [101, 102], extend: 0}");
    List<Agenda.Item> items =
        play(
            Agenda.of(grid),
            run -> {
              if (!run.isTrial()) {
                return accuracy(0.5);
              }
              if (rate(run) == 0.05) {
                return run.seed() == 101 ? accuracy(0.9) : new RunEnd(OptionalDouble.of(0.1), true);
              }
              return rate(run) == 0.02 && run.seed() == 102
                  ? new RunEnd(OptionalDouble.empty(), false)
                  : accuracy(rate(run) == 0.02 ? 0.7 : 0.6);
            });
    assertThat(finals(items)).allMatch(item -> rate(item.run()) == 0.02).hasSize(4);
  }

  @Test
  void anArmWithoutAScoreHasNoFinalRuns() throws IOException {
    Grid grid = grid("tune: {learningRate: [0.01, 0.02], seeds: [101]}");
    List<Agenda.Item> items =
        play(
            Agenda.of(grid),
            run -> run.normalized() ? new RunEnd(OptionalDouble.empty(), false) : accuracy(0.5));
    assertThat(finals(items)).hasSize(2).noneMatch(item -> item.run().normalized());
  }

  @Test
  void aSampleIsTheSameForAllArmsAndIsNotExtended() throws IOException {
    Grid grid =
        grid(
            """
            tune:
              learningRate: [0.01, 0.02, 0.05]
              weightDecay: [0, 0.0001, 0.001]
              seeds: [101]
              sample: {size: 4, seed: 3}
            """);
    List<Agenda.Item> items = play(Agenda.of(grid), run -> accuracy(rate(run)));
    assertThat(trials(items)).hasSize(2 * 4);
    List<Map<String, ?>> tried =
        Stream.of(false, true)
            .<Map<String, ?>>map(
                normalized ->
                    Map.of(
                        "settings",
                        items.stream()
                            .filter(item -> item.run().isTrial())
                            .filter(item -> item.run().normalized() == normalized)
                            .map(Agenda.Item::tuned)
                            .toList()))
            .toList();
    assertThat(tried.get(0)).isEqualTo(tried.get(1));
  }

  private static final String DECIDE = "decide: {minSeeds: 3, maxSeeds: 20, margin: 0}\n";

  private static long pairs(List<Agenda.Item> items) {
    return finals(items).size() / 2;
  }

  @Test
  void pairsAreAddedUntilTheComparisonIsDecided() throws IOException {
    Agenda agenda = Agenda.untilDecided(grid(DECIDE));
    Random random = new Random(1);
    List<Agenda.Item> shown =
        play(
            agenda,
            run -> accuracy(0.5 + (run.normalized() ? 0.05 : 0) + 0.001 * random.nextGaussian()));
    assertThat(pairs(shown)).isBetween(4L, 12L);
    assertThat(shown).extracting(item -> item.run().seed()).contains(1L, 2L, 3L, 4L);
    List<Agenda.Item> none =
        play(agenda, run -> accuracy(0.5 + (run.normalized() ? sign(run.seed()) : 0)));
    assertThat(pairs(none)).isEqualTo(20);
  }

  private static double sign(long seed) {
    return seed % 2 == 0 ? 0.01 : -0.01;
  }

  @Test
  void withoutTheOptionTheGridsOwnSeedsRun() throws IOException {
    assertThat(pairs(play(Agenda.of(grid(DECIDE)), run -> accuracy(0.5)))).isEqualTo(2);
  }

  @Test
  void furtherSeedsAreNeverThoseOfTuning() throws IOException {
    Agenda agenda =
        Agenda.untilDecided(
            grid(DECIDE + "tune: {learningRate: [0.01, 0.02], seeds: [3, 5], extend: 0}"));
    List<Agenda.Item> items = play(agenda, run -> accuracy(sign(run.seed()) + 0.5));
    assertThat(finals(items).stream().map(item -> item.run().seed()).distinct())
        .hasSize(20)
        .doesNotContain(3L, 5L)
        .startsWith(1L, 2L, 4L, 6L);
  }

  @Test
  void onlyOpenComparisonsHaveFurtherPairs() throws IOException {
    Grid grid =
        GridReader.read(
            Catalog.standard(),
            Files.writeString(
                folder.resolve("two.yaml"),
                TUNED.replace("[relu, nrelu]", "[relu, nrelu, tanh, ntanh, elu]") + DECIDE));
    List<Agenda.Item> items =
        play(
            Agenda.untilDecided(grid),
            run ->
                accuracy(
                    run.baseActivation().equals("relu")
                        ? (run.normalized() ? 0.9 : 0.5) + 1e-6 * run.seed()
                        : 0.5 + (run.normalized() ? sign(run.seed()) : 0)));
    assertThat(items).filteredOn(item -> item.run().activation().equals("ntanh")).hasSize(20);
    assertThat(items)
        .filteredOn(item -> item.run().activation().equals("nrelu"))
        .hasSizeLessThan(20);
    assertThat(items)
        .filteredOn(item -> item.run().activation().equals("elu"))
        .as("an arm that nothing is compared with")
        .hasSize(3);
  }

  @Test
  void theForecastHoldsWhatIsPlayed() throws IOException {
    Agenda agenda =
        Agenda.untilDecided(
            grid(DECIDE + "tune: {learningRate: [0.02, 0.05], seeds: [101], extend: 2}"));
    Agenda.Forecast forecast = agenda.forecast();
    assertThat(forecast.least()).hasSize(2 * 2 + 2 * 3);
    assertThat(forecast.expected()).hasSize(2 * 2 + 2 * 13);
    assertThat(forecast.most()).hasSize(2 * 6 + 2 * 20);
    List<RunConfig> trials =
        trials(play(agenda, run -> accuracy(0.5 + (run.normalized() ? rate(run) / 10 : 0))));
    assertThat(trials).hasSize(2 * 5).isSubsetOf(forecast.most()).containsAll(firstOf(forecast));
    assertThat(Agenda.of(grid("")).forecast().most()).isEqualTo(grid("").runs());
  }

  private static List<RunConfig> firstOf(Agenda.Forecast forecast) {
    return forecast.least().stream().filter(RunConfig::isTrial).toList();
  }

  /** What has ended tells the same whatever was asked before, so a resumed sweep does the same. */
  @Test
  void theAgendaDependsOnWhatHasEndedAlone() throws IOException {
    Grid grid = grid(DECIDE + "tune: {learningRate: [0.01, 0.02], seeds: [101]}");
    Function<RunConfig, RunEnd> result = run -> accuracy(0.5 + rate(run) * (run.seed() % 7));
    List<Agenda.Item> whole = play(Agenda.untilDecided(grid), result);
    Map<RunConfig, RunEnd> ends = new HashMap<>();
    Random random = new Random(2);
    while (true) {
      List<Agenda.Item> open =
          Agenda.untilDecided(grid).known(run -> Optional.ofNullable(ends.get(run))).stream()
              .filter(item -> !ends.containsKey(item.run()))
              .toList();
      if (open.isEmpty()) {
        break;
      }
      RunConfig one = open.get(random.nextInt(open.size())).run();
      ends.put(one, result.apply(one));
    }
    assertThat(ends.keySet())
        .containsExactlyInAnyOrderElementsOf(whole.stream().map(Agenda.Item::run).toList());
  }
}
