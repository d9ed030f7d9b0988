package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grids;
import org.anact.core.activation.Activations;
import org.anact.datasets.Datasets;
import org.anact.models.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** Lists and help fit the console, and neither words nor numbers are broken or run together. */
final class ConsoleOutputTest extends CommandTest {

  static Stream<CommandLine> commands() {
    return withSubcommands(Anact.commandLine(Catalog.standard()));
  }

  private static Stream<CommandLine> withSubcommands(CommandLine line) {
    return Stream.concat(
        Stream.of(line),
        line.getSubcommands().values().stream().flatMap(ConsoleOutputTest::withSubcommands));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyDescriptionIsSentencesThatFitTheConsole(CommandLine line) {
    String name = line.getCommandSpec().qualifiedName();
    assertThat(line.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
    Stream.of(
            line.getCommandSpec().usageMessage().description(),
            line.getCommandSpec().usageMessage().footer())
        .flatMap(Arrays::stream)
        .filter(text -> !text.isEmpty())
        .forEach(text -> assertThat(text).as(name).matches("[A-Z].*\\."));
    for (ArgSpec argument : line.getCommandSpec().args()) {
      assertThat(String.join(" ", argument.description()))
          .as("%s %s", name, argument.paramLabel())
          .matches("[A-Z].*\\.")
          .doesNotContain("${");
    }
    for (int width : new int[] {60, 80, 120}) {
      String help = line.setUsageHelpWidth(width).getUsageMessage();
      assertThat(help.lines()).as("%s at %d", name, width).allMatch(each -> each.length() <= width);
      Set<String> words = words(help);
      for (ArgSpec argument : line.getCommandSpec().args()) {
        assertThat(words).containsAll(words(String.join(" ", argument.description())));
      }
      line.getSubcommands()
          .values()
          .forEach(
              command ->
                  assertThat(words)
                      .containsAll(
                          words(command.getCommandSpec().usageMessage().description()[0])));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120, 200})
  void listsFitTheConsoleWithEveryWordWhole(int width) {
    run(Anact.commandLine(Catalog.standard()).setUsageHelpWidth(width), "list");
    run(
        Anact.commandLine(Catalog.standard()).setUsageHelpWidth(width),
        "datasets",
        "list",
        "--data",
        "/none");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= width);
    Set<String> words = words(out.toString());
    Activations.STANDARD.forEach(
        entry ->
            assertThat(words)
                .contains(entry.name(), "n" + entry.name(), entry.family())
                .containsAll(words(entry.formula() + " " + entry.source())));
    Models.standard()
        .entries()
        .forEach(
            entry ->
                assertThat(words)
                    .contains(entry.name())
                    .containsAll(
                        words(entry.family() + " " + entry.description() + " " + entry.source())));
    Datasets.standard()
        .entries()
        .forEach(
            entry ->
                assertThat(words)
                    .contains(entry.name(), Integer.toString(entry.classes()))
                    .contains(String.format(Locale.ROOT, "%,d", entry.trainCount()))
                    .contains(String.format(Locale.ROOT, "%,d", entry.testCount()))
                    .containsAll(words(entry.description() + " " + entry.source())));
    Catalog.standard()
        .grids()
        .names()
        .forEach(
            name ->
                assertThat(words)
                    .contains(name)
                    .containsAll(words(new Grids(Catalog.standard()).read(name).description())));
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toSet());
  }

  @Test
  void helpAndVersionAreCommandsToo() {
    assertThat(anact("help")).isZero();
    assertThat(out.toString()).contains("Usage: anact [-hV]");
    for (List<String> command : List.of(List.of("run"), List.of("datasets", "fetch"))) {
      forget();
      Stream<String> help = Stream.concat(Stream.of("help"), command.stream());
      assertThat(anact(help.toArray(String[]::new))).isZero();
      String asCommand = out.toString();
      forget();
      assertThat(anact(Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new)))
          .isZero();
      assertThat(asCommand)
          .contains("Usage: anact " + String.join(" ", command))
          .isEqualTo(out.toString());
    }
    for (String[] version :
        new String[][] {{"version"}, {"--version"}, {"run", "--version"}, {"bands", "-V"}}) {
      forget();
      assertThat(anact(version)).isZero();
      assertThat(out.toString()).contains("anact ", "Deeplearning4j ");
    }
  }
}
