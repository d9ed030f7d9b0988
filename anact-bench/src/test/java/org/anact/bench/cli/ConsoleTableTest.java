package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsoleTableTest {

  private static ConsoleTable table() {
    ConsoleTable table = new ConsoleTable("name", "images", "loss", "what it is");
    table.add("mini", "6,000", "0.5 +/- 0.1", "articles of clothing");
    table.add("cifar10", "100,000", "-", "photographs");
    return table;
  }

  @Test
  void numbersAreAlignedToTheRightAndTextsToTheLeft() {
    assertThat(table().layOut(80))
        .isEqualTo(
            """
            name      images         loss  what it is
            mini       6,000  0.5 +/- 0.1  articles of clothing
            cifar10  100,000            -  photographs
            """);
  }

  @Test
  void textsGoOnInTheNextLineBetweenWords() {
    assertThat(table().layOut(42))
        .isEqualTo(
            """
            name      images         loss  what it is
            mini       6,000  0.5 +/- 0.1  articles of
                                           clothing
            cifar10  100,000            -  photographs
            """);
  }

  @Test
  void columnsThatDoNotFitStandInFurtherBlocksBehindTheFirst() {
    assertThat(table().layOut(22))
        .isEqualTo(
            """
            name      images
            mini       6,000
            cifar10  100,000

            name            loss
            mini     0.5 +/- 0.1
            cifar10            -

            name     what it is
            mini     articles of
                     clothing
            cifar10  photographs
            """);
  }

  @Test
  void wordWiderThanTheConsoleStaysWhole() {
    ConsoleTable table = new ConsoleTable("a", "where");
    table.add("x", "/a/folder/with/a/long/name");
    assertThat(table.layOut(10)).contains("/a/folder/with/a/long/name");
  }

  @Test
  void rowsHaveAsManyCellsAsThereAreHeads() {
    assertThatThrownBy(() -> table().add("a", "b")).hasMessageContaining("2 cells");
  }

  @Test
  void numbersThatAreNotFiniteAreDashes() {
    assertThat(ConsoleTable.number("%.2f", 0.125)).isEqualTo("0.13");
    assertThat(ConsoleTable.number("%.2f", Double.NaN)).isEqualTo("-");
    assertThat(ConsoleTable.number("%.2f", Double.NEGATIVE_INFINITY)).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 90, 100",
    "'', 90, 90",
    "'', '', 120",
    "wide, 90, 90",
    "0, '', 120",
    "20, '', 60",
    "99999, '', 1000",
    "99999999999, 90, 90"
  })
  void widthIsThatOfTheVariableOrOfTheTerminal(String variable, String terminal, int width) {
    assertThat(ConsoleWidth.of(Map.of("COLUMNS", variable), terminal)).isEqualTo(width);
    assertThat(ConsoleWidth.of(Map.of(), "")).isEqualTo(120);
  }
}
