package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.anact.bench.catalog.Catalog;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Every argument that is a path, of every command. */
final class PathArgumentsTest extends CommandTest {

  /** One argument of a command, and the command line that leaves it empty. */
  private record Empty(String label, List<String> commandLine) {}

  private static List<Empty> pathsOf(CommandLine command, List<String> words) {
    List<Empty> paths = new ArrayList<>();
    for (ArgSpec argument : command.getCommandSpec().args()) {
      if (Arrays.asList(argument.auxiliaryTypes()).contains(Path.class)
          || argument.type() == Path.class) {
        List<String> line = new ArrayList<>(words);
        if (argument instanceof OptionSpec option) {
          line.add(option.longestName());
        } else {
          int before = ((PositionalParamSpec) argument).index().min();
          for (int i = 0; i < before; i++) {
            line.add("x");
          }
        }
        line.add(" ".repeat(paths.size() % 2));
        paths.add(new Empty(words + " " + argument.paramLabel(), line));
      }
    }
    command
        .getSubcommands()
        .forEach(
            (name, subcommand) ->
                paths.addAll(
                    pathsOf(subcommand, Stream.concat(words.stream(), Stream.of(name)).toList())));
    return paths;
  }

  @TestFactory
  Stream<DynamicTest> anEmptyPathIsRefused() {
    List<Empty> paths = pathsOf(Anact.commandLine(Catalog.standard()), List.of());
    assertThat(paths).hasSizeGreaterThan(20);
    return paths.stream()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path.label(),
                    () -> {
                      forget();
                      assertThat(anact(path.commandLine().toArray(String[]::new))).isEqualTo(2);
                      assertThat(err.toString())
                          .containsPattern("it is empty: give a path|an argument is empty")
                          .hasLineCount(1)
                          .doesNotContain("\tat ");
                    }));
  }

  @Test
  void anEmptyGridAndAPathThatCannotBeAreRefused() {
    assertThat(anact("run", "")).isEqualTo(2);
    assertThat(anact("report", "a\0b")).isEqualTo(2);
    assertThat(anact("run", "a\0b")).isEqualTo(2);
    assertThat(err.toString())
        .contains("GRID is empty", "cannot be a path here")
        .doesNotContain("\tat ");
  }

  @Test
  void spacesAndUmlautsAreNoTrouble() throws Exception {
    Path csv = folder.resolve("größe ß/ein Blatt.csv");
    assertThat(anact("theory", "relu", "--depth", "1", "--csv", csv.toString())).isZero();
    assertThat(Files.readAllLines(csv)).hasSizeGreaterThan(1);
  }
}
