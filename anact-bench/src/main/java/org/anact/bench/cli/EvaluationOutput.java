package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.anact.bench.Numbers;
import org.anact.bench.run.ModelEvaluation;
import org.anact.bench.run.ModelEvaluation.ClassResult;
import org.anact.datasets.Dataset;
import org.anact.results.KeptModel;
import org.anact.results.RecordedConfig;
import picocli.CommandLine;

/** What {@code anact evaluate} says: sentences and tables for the console, and rows for a file. */
final class EvaluationOutput {

  /** Classes of which the whole confusion matrix can be read. */
  private static final int MOST_CLASSES = 20;

  /** Confusions that are shown where there are more classes. */
  private static final int MOST_CONFUSIONS = 20;

  private final Optional<KeptModel> record;
  private final Dataset data;
  private final ModelEvaluation evaluation;

  /**
   * Takes what is to be said.
   *
   * @param record where the network comes from; empty if its file does not say
   * @param data what it was evaluated on
   */
  EvaluationOutput(Optional<KeptModel> record, Dataset data, ModelEvaluation evaluation) {
    this.record = record;
    this.data = data;
    this.evaluation = evaluation;
  }

  void print(CommandLine line) {
    PrintWriter out = line.getOut();
    record.map(EvaluationOutput::origin).ifPresent(out::println);
    out.printf(
        Locale.ROOT,
        "%s: accuracy %.2f %% of %s, loss %.4f nats%n",
        data.name(),
        100 * evaluation.accuracy(),
        Numbers.count(data.test().count(), "test image", "test images"),
        evaluation.loss());
    notes().forEach(out::println);
    out.println();
    perClass().print(line);
    if (evaluation.classes().size() <= MOST_CLASSES) {
      out.println(
          "Rows: the class of an image; columns: the class that it was taken for, by number.");
      matrix().print(line);
    } else if (!confusions().isEmpty()) {
      out.printf("The most frequent confusions, %d at most.%n", MOST_CONFUSIONS);
      confusions().print(line);
    }
    out.flush();
  }

  private static String origin(KeptModel model) {
    RecordedConfig config = model.run().config();
    return "%s with %s%s, seed %d, trained on %s; the network of epoch %d (%s)"
        .formatted(
            config.model(),
            config.activation(),
            config
                .formula()
                .map(formula -> " (%s(x) = %s)".formatted(config.baseActivation(), formula))
                .orElse(""),
            config.seed(),
            config.dataset(),
            model.epoch(),
            model.kept().toString().toLowerCase(Locale.ROOT));
  }

  private List<String> notes() {
    if (record.isEmpty()) {
      return List.of(
          "The file does not say how the inputs were normalized: the means and deviations of this"
              + " data set's training images were taken.");
    }
    KeptModel model = record.get();
    List<String> notes = new ArrayList<>();
    if (data.checksum().equals(model.run().provenance().dataChecksum())) {
      boolean same =
          evaluation.accuracy() == model.testAccuracy() && evaluation.loss() == model.testLoss();
      notes.add(
          same
              ? "These are the figures that its run recorded."
              : String.format(
                  Locale.ROOT,
                  "Its run recorded %.2f %% and %.4f: other kernels or another processor round in"
                      + " another way.",
                  100 * model.testAccuracy(),
                  model.testLoss()));
      if (model.chosenOnTestSet()) {
        notes.add("Its epoch was chosen by accuracy on this test set: expect less of new images.");
      }
    } else if (data.name().equals(model.run().config().dataset())) {
      notes.add("The data set is not the one of that name that it was trained on.");
    }
    if (!data.classNames().equals(model.classNames())) {
      notes.add("The classes have other names than in its training; they are matched by number.");
    }
    return notes;
  }

  private ConsoleTable perClass() {
    ConsoleTable table = new ConsoleTable("", "class", "images", "correct", "accuracy (%)", "loss");
    for (ClassResult one : evaluation.classes()) {
      table.add(
          Integer.toString(one.label()),
          one.name(),
          Integer.toString(one.images()),
          Integer.toString(one.correct()),
          ConsoleTable.number("%.2f", 100 * one.accuracy()),
          ConsoleTable.number("%.4f", one.loss()));
    }
    return table;
  }

  private ConsoleTable matrix() {
    ConsoleTable table =
        new ConsoleTable(
            Stream.concat(
                    Stream.of("class"),
                    evaluation.classes().stream().map(one -> Integer.toString(one.label())))
                .toList());
    for (ClassResult one : evaluation.classes()) {
      table.add(
          Stream.concat(
                  Stream.of("%s (%d)".formatted(one.name(), one.label())),
                  one.predictions().stream().map(count -> Integer.toString(count)))
              .toList());
    }
    return table;
  }

  /** How often a class is taken for another. */
  private record Confusion(ClassResult from, ClassResult to) {

    int images() {
      return from.predictions().get(to.label());
    }
  }

  private ConsoleTable confusions() {
    ConsoleTable table = new ConsoleTable("class", "taken for", "images", "of");
    evaluation.classes().stream()
        .flatMap(from -> evaluation.classes().stream().map(to -> new Confusion(from, to)))
        .filter(pair -> pair.from().label() != pair.to().label() && pair.images() > 0)
        .sorted(Comparator.comparingInt(Confusion::images).reversed())
        .limit(MOST_CONFUSIONS)
        .forEach(
            pair ->
                table.add(
                    pair.from().name(),
                    pair.to().name(),
                    Integer.toString(pair.images()),
                    Integer.toString(pair.from().images())));
    return table;
  }

  /** The names of the file's columns; classes may be named like another column. */
  List<String> columns() {
    return Stream.concat(
            Stream.of("class", "images", "correct", "accuracy", "loss"),
            evaluation.classes().stream().map(one -> "taken for " + one.name()))
        .toList();
  }

  /** A row for each class, in the order of the columns. */
  List<List<Object>> rows() {
    return evaluation.classes().stream()
        .map(
            one ->
                Stream.concat(
                        Stream.<Object>of(
                            one.name(), one.images(), one.correct(), one.accuracy(), one.loss()),
                        one.predictions().stream())
                    .toList())
        .toList();
  }
}
