package org.anact.report.live;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.anact.report.charts.LiveCharts;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.Facts;
import org.anact.report.document.Figure;
import org.anact.report.document.Numbers;
import org.anact.report.document.Section;
import org.anact.report.document.TableModel;
import org.anact.report.document.Text;
import org.anact.report.page.LivePage;
import org.anact.results.RecordedConfig;
import org.anact.results.RunProgress;
import org.anact.results.RunState;

/** The page of one sweep: a summary, and the runs that changed last, however many there are. */
final class LiveSweepPage {
  /** Runs in a table. */
  static final int MOST_ROWS = 30;

  /** Charts of a figure. */
  private static final int MOST_GROUPS = 8;

  /** Lines of a chart. */
  private static final int MOST_LINES = 12;

  private static final Comparator<LiveRun> NEWEST =
      Comparator.comparing(LiveRun::changed).reversed();

  private final LiveSweep sweep;
  private final LiveSweep.Look look;
  private final Instant now;

  LiveSweepPage(LiveSweep sweep, LiveSweep.Look look, Instant now) {
    this.sweep = sweep;
    this.look = look;
    this.now = now;
  }

  /** The page, with links to others. */
  LivePage page(List<LivePage.Link> links, int refreshSeconds) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("state", "State", state()));
    if (!look.underWay().isEmpty()) {
      sections.add(new Section("under-way", look.running() ? "Under way" : "Cut off", underWay()));
    }
    List<Block> curves = curves();
    if (!curves.isEmpty()) {
      sections.add(new Section("curves", "Curves", curves));
    }
    if (look.runs().stream().anyMatch(LiveRun::isProblem)) {
      sections.add(new Section("problems", "Failures", problems()));
    }
    if (look.count(RunState.FINISHED) > 0) {
      sections.add(new Section("finished", "Finished", finished()));
    }
    return new LivePage(
        look.plan().name(),
        look.plan().description(),
        headline(),
        now.truncatedTo(ChronoUnit.SECONDS).toString(),
        refreshSeconds,
        links,
        List.of(bar("", look)),
        sections);
  }

  /** How much of a sweep is done. */
  static LivePage.Bar bar(String href, String name, LiveSweep.Look look) {
    return new LivePage.Bar(href, name, words(look), look.ended(), look.plan().runs().size());
  }

  private LivePage.Bar bar(String href, LiveSweep.Look shown) {
    return bar(href, shown.plan().name(), shown);
  }

  private static String words(LiveSweep.Look look) {
    long problems = look.runs().stream().filter(LiveRun::isProblem).count();
    return "%s of %s ended%s%s%s"
        .formatted(
            Numbers.count(look.ended()),
            Numbers.count(look.plan().runs().size(), "run", "runs"),
            problems == 0 ? "" : ", " + Numbers.count(problems) + " of them without a result",
            look.running() ? "" : ", not running",
            look.left().map(left -> look.running() ? ", " + left : "").orElse(""));
  }

  private String headline() {
    if (look.unread() > 0) {
      return Numbers.count(look.unread(), "record is", "records are")
          + " still to be read; the figures below leave them out.";
    }
    if (look.ended() == look.plan().runs().size()) {
      return "All runs have ended.";
    }
    if (!look.running()) {
      return "No sweep is running here. The command below resumes it.";
    }
    return Numbers.count(look.underWay().size(), "run is", "runs are")
        + " under way"
        + look.left().map(left -> "; " + left).orElse("")
        + ".";
  }

  private List<Block> state() {
    List<LiveRun> trials = look.runs().stream().filter(run -> run.plan().isTrial()).toList();
    List<Facts.Fact> facts = new ArrayList<>();
    facts.add(new Facts.Fact("finished", Numbers.count(look.count(RunState.FINISHED))));
    facts.add(new Facts.Fact("diverged", Numbers.count(look.count(RunState.DIVERGED))));
    facts.add(new Facts.Fact("failed", Numbers.count(look.count(RunState.FAILED))));
    facts.add(
        new Facts.Fact("with a damaged record", Numbers.count(look.count(RunState.UNREADABLE))));
    facts.add(
        new Facts.Fact(
            look.running() ? "under way" : "cut off", Numbers.count(look.count(RunState.PARTIAL))));
    facts.add(new Facts.Fact("to do", Numbers.count(look.count(RunState.MISSING))));
    if (!trials.isEmpty()) {
      facts.add(
          new Facts.Fact(
              "trials that ended",
              Numbers.count(trials.stream().filter(LiveRun::ended).count())
                  + " of "
                  + Numbers.count(trials.size())));
    }
    facts.add(new Facts.Fact("begun", look.plan().createdAt()));
    return List.of(new Facts(false, facts), Text.code(look.plan().command()));
  }

  private List<Block> underWay() {
    return table(
        "under-way",
        "Epoch, step and training loss of the epoch so far",
        false,
        run -> run.state() == RunState.PARTIAL,
        List.of(
            Column.words("model", run -> Cell.of(run.plan().model())),
            Column.words("activation", run -> Cell.of(run.plan().activation())),
            Column.numbers("seed", run -> Cell.count(run.plan().seed())),
            Column.words("epoch", run -> progress(run, at -> at.epoch() + "/" + at.epochs())),
            Column.words("step", run -> progress(run, at -> at.step() + "/" + at.steps())),
            Column.numbers("loss", run -> progress(run, RunProgress::trainLoss, 4)),
            Column.numbers("images/s", run -> progress(run, RunProgress::imagesPerSecond, 0)),
            Column.words("seen", run -> Cell.of(seen(run)))));
  }

  private static Cell progress(LiveRun run, Function<RunProgress, String> words) {
    return Cell.of(run.progress().map(words).orElse(Numbers.NOTHING));
  }

  private static Cell progress(LiveRun run, ToDoubleFunction<RunProgress> figure, int decimals) {
    return Cell.number(run.progress().stream().mapToDouble(figure).findAny(), decimals);
  }

  private String seen(LiveRun run) {
    return run.progress()
        .map(at -> LiveSweep.instant(at.at()).map(this::ago).orElse(Numbers.NOTHING))
        .orElse("not begun");
  }

  private String ago(Instant then) {
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 120) {
      return seconds + " s ago";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min ago";
    }
    return seconds < 172_800 ? seconds / 3600 + " h ago" : seconds / 86_400 + " days ago";
  }

  private List<Block> problems() {
    return table(
        "problems",
        "Runs that did not finish, and why",
        true,
        LiveRun::isProblem,
        List.of(
            Column.words("run", run -> Cell.of(run.plan().id(), Cell.Style.CODE)),
            Column.words("state", run -> Cell.of(run.state().words(), Cell.Style.OPEN)),
            Column.words("when", run -> Cell.of(ago(run.changed()))),
            Column.words("why", run -> Cell.of(run.detail()))));
  }

  private List<Block> finished() {
    return table(
        "finished",
        "Accuracy after the last epoch, of a trial on its validation share",
        false,
        run -> run.state() == RunState.FINISHED,
        List.of(
            Column.words("run", run -> Cell.of(run.plan().id(), Cell.Style.CODE)),
            Column.numbers("accuracy (%)", run -> Cell.number(percent(run.accuracy()), 2)),
            Column.numbers("time (s)", run -> Cell.number(run.seconds(), 1)),
            Column.words("when", run -> Cell.of(ago(run.changed())))));
  }

  private static OptionalDouble percent(OptionalDouble share) {
    return share.isPresent() ? OptionalDouble.of(100 * share.getAsDouble()) : share;
  }

  private List<Block> table(
      String id,
      String caption,
      boolean sentences,
      Predicate<LiveRun> which,
      List<Column<LiveRun>> columns) {
    List<LiveRun> all = look.runs().stream().filter(which).toList();
    List<LiveRun> shown = all.stream().sorted(NEWEST).limit(MOST_ROWS).toList();
    String bound =
        shown.size() == all.size()
            ? ""
            : "; the last %d of %s".formatted(shown.size(), Numbers.count(all.size()));
    return List.of(new TableModel<>(columns, shown).show(id, caption + bound, sentences));
  }

  private List<Block> curves() {
    Map<String, List<LiveRun>> groups =
        look.runs().stream()
            .filter(run -> run.config().isPresent())
            .sorted(Comparator.comparing(LiveRun::ended).thenComparing(NEWEST))
            .collect(
                Collectors.groupingBy(
                    LiveSweepPage::group, LinkedHashMap::new, Collectors.toList()));
    List<LiveCharts.Line> lines =
        groups.entrySet().stream()
            .limit(MOST_GROUPS)
            // Charts keep their place from one page to the next.
            .sorted(Map.Entry.comparingByKey())
            .flatMap(group -> group.getValue().stream().limit(MOST_LINES))
            .map(this::line)
            .filter(line -> !line.epochs().isEmpty())
            .toList();
    if (lines.isEmpty()) {
      return List.of();
    }
    List<String> bases =
        look.runs().stream()
            .flatMap(run -> run.config().stream())
            .map(RecordedConfig::baseActivation)
            .distinct()
            .toList();
    LiveCharts charts = new LiveCharts(lines, bases);
    String bound =
        " A line is a run; a dot ends one that is under way. Shown are the %d that changed last of each of up to %d groups."
            .formatted(MOST_LINES, MOST_GROUPS);
    return List.of(
        Figure.of(
            "Accuracy by epoch on the test set, of trials on their validation share." + bound,
            List.of(),
            charts.legend(),
            charts.draw(LiveCharts.Metric.ACCURACY)),
        Figure.of(
            "Training loss by epoch.",
            List.of(),
            charts.legend(),
            charts.draw(LiveCharts.Metric.LOSS)));
  }

  private static String group(LiveRun run) {
    return run.plan().model()
        + " on "
        + run.plan().dataset()
        + (run.plan().isTrial() ? ", trials" : "");
  }

  private LiveCharts.Line line(LiveRun run) {
    String tuned =
        run.plan().tuned().entrySet().stream()
            .map(
                value ->
                    String.format(
                        Locale.ROOT, ", %s %s", value.getKey(), value.getValue().asText()))
            .collect(Collectors.joining());
    String state =
        run.state() == RunState.PARTIAL && look.running() ? "under way" : run.state().words();
    return new LiveCharts.Line(
        group(run),
        run.plan().activation(),
        run.config().orElseThrow().baseActivation(),
        run.config().orElseThrow().normalized(),
        "seed " + run.plan().seed() + tuned + ", " + state,
        run.state() == RunState.PARTIAL,
        sweep.epochs(run));
  }
}
