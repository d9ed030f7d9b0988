package org.anact.report.sections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.anact.report.document.Facts.Fact;
import org.anact.report.document.Numbers;
import org.anact.results.PlannedRun;
import org.anact.results.Results;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import org.anact.results.RunState;
import org.anact.results.tuning.TriedSetting;

/** What was run, on what, and what it takes to run it again. */
final class FactsSection {
  private static final Pattern MACHINE =
      Pattern.compile(
          "backend|classifier|cpu|gpu|device|thread|core|os|system", Pattern.CASE_INSENSITIVE);

  private final Results results;

  /** Trials among them: what made them is part of where the results come from. */
  private final List<RunRecord> runs;

  FactsSection(Results results) {
    this.results = results;
    this.runs = results.runsAndTrials().toList();
  }

  /** What was run and on what, in short. */
  List<Fact> summary() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Runs", runCounts()));
    if (!results.trials().isEmpty()) {
      facts.add(
          new Fact("Trials", TuningSection.counts(results.trials(), results.entries().size())));
      facts.add(new Fact("Tuned", tuned()));
    }
    facts.add(new Fact("Data", datasets()));
    facts.add(new Fact("Models", models()));
    facts.add(new Fact("Activations", planned(PlannedRun::activation)));
    facts.add(new Fact("Formulas", formulas()));
    facts.add(new Fact("Seeds", planned(run -> String.valueOf(run.seed()))));
    facts.add(new Fact("Recipe", options(values(ended(), run -> run.config().recipeTexts()))));
    Map<String, Set<String>> anact = values(ended(), run -> run.config().anactTexts());
    if (!anact.isEmpty()) {
      facts.add(new Fact("ANAct layer", options(anact)));
    }
    Map<String, Set<String>> machine = new LinkedHashMap<>(environment());
    machine.keySet().removeIf(key -> !MACHINE.matcher(key).find());
    facts.add(new Fact("Machine", options(machine.isEmpty() ? environment() : machine)));
    facts.add(
        new Fact(
            "Started",
            results.directories().stream()
                .map(directory -> directory.sweep().createdAt())
                .collect(Collectors.joining(" | "))));
    facts.add(new Fact("Time", time()));
    facts.removeIf(fact -> fact.text().isEmpty());
    return facts;
  }

  /** Machine, versions, commit and checksums in full. */
  List<Fact> provenance() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("anact version", distinct(run -> run.provenance().codeVersion())));
    facts.add(new Fact("commit", distinct(run -> run.provenance().gitCommit())));
    environment().forEach((key, texts) -> facts.add(new Fact(key, String.join(" | ", texts))));
    facts.add(new Fact("seeds", planned(run -> String.valueOf(run.seed()))));
    Map<String, Set<String>> checksums = new LinkedHashMap<>();
    for (RunRecord run : runs) {
      checksums
          .computeIfAbsent(run.config().dataset(), unused -> new LinkedHashSet<>())
          .add(run.provenance().dataChecksum());
    }
    checksums.forEach(
        (dataset, sums) -> facts.add(new Fact("SHA-256 of " + dataset, String.join(" | ", sums))));
    facts.removeIf(fact -> fact.text().isEmpty());
    return facts;
  }

  private String runCounts() {
    String states =
        Arrays.stream(RunState.values())
            .filter(state -> results.count(state) > 0)
            .map(state -> Numbers.count(results.count(state)) + " " + state.words())
            .collect(Collectors.joining(", "));
    return Numbers.count(results.entries().size()) + " asked for: " + states;
  }

  /** The fields with all values that were tried, and the seeds of trials. */
  private String tuned() {
    Map<String, Set<JsonNode>> tried = new LinkedHashMap<>();
    for (RunEntry trial : results.trials()) {
      trial
          .plan()
          .tuned()
          .forEach(
              (field, value) ->
                  tried
                      .computeIfAbsent(field, unused -> new TreeSet<>(TriedSetting.BY_SIZE))
                      .add(value));
    }
    return tried.entrySet().stream()
            .map(
                entry ->
                    entry.getValue().stream()
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", ", entry.getKey() + " ", "")))
            .collect(Collectors.joining("; "))
        + "; seeds "
        + planned(results.trials(), run -> String.valueOf(run.seed()));
  }

  private String datasets() {
    return distinct(
        ended(),
        run ->
            run.config().dataset()
                + " ("
                + Numbers.count(run.provenance().trainImages())
                + " training and "
                + Numbers.count(run.provenance().testImages())
                + " test images, "
                + Numbers.count(run.provenance().classes(), "class", "classes")
                + (run.provenance().dataPublished().orElse(true) ? "" : ", not the published files")
                + ")",
        "; ");
  }

  private String models() {
    Map<String, Set<Long>> sizes = new LinkedHashMap<>();
    for (RunRecord run : runs) {
      sizes
          .computeIfAbsent(run.config().model(), unused -> new TreeSet<>())
          .add(run.provenance().parameters());
    }
    return sizes.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + " ("
                    + entry.getValue().stream()
                        .map(Numbers::count)
                        .collect(Collectors.joining(" or "))
                    + " parameters)")
        .collect(Collectors.joining("; "));
  }

  private String formulas() {
    return runs.stream()
        .map(RunRecord::config)
        .filter(config -> config.formula().isPresent())
        .map(config -> config.baseActivation() + "(x) = " + config.formula().get())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private String time() {
    double seconds = runs.stream().mapToDouble(run -> run.outcome().seconds().orElse(0)).sum();
    return Numbers.fixed(OptionalDouble.of(seconds / 60), 1)
        + " minutes of wall clock, summed over the runs"
        + (results.trials().isEmpty() ? "" : " and trials");
  }

  private Map<String, Set<String>> environment() {
    return values(runs, run -> run.provenance().environment());
  }

  /** The runs that figures are about; trials where there is nothing else yet. */
  private List<RunRecord> ended() {
    List<RunRecord> finals = results.runs().toList();
    return finals.isEmpty() ? runs : finals;
  }

  private static Map<String, Set<String>> values(
      List<RunRecord> runs, Function<RunRecord, Map<String, String>> options) {
    Map<String, Set<String>> result = new LinkedHashMap<>();
    for (RunRecord run : runs) {
      options
          .apply(run)
          .forEach(
              (key, value) ->
                  result.computeIfAbsent(key, unused -> new LinkedHashSet<>()).add(value));
    }
    return result;
  }

  private static String options(Map<String, Set<String>> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " " + String.join(" or ", entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String planned(Function<PlannedRun, String> field) {
    return planned(results.entries(), field);
  }

  private static String planned(List<RunEntry> entries, Function<PlannedRun, String> field) {
    return entries.stream()
        .map(entry -> field.apply(entry.plan()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String distinct(Function<RunRecord, String> field) {
    return distinct(runs, field, " | ");
  }

  private static String distinct(
      List<RunRecord> runs, Function<RunRecord, String> field, String separator) {
    return runs.stream().map(field).distinct().collect(Collectors.joining(separator));
  }
}
