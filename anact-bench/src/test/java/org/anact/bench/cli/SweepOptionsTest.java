package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SweepOptionsTest {

  /** A report prints the command that made it, to be given again. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          quick        | quick
          --jobs=2     | --jobs=2
          my results   | 'my results'
          it's         | 'it'\\''s'
          $HOME        | '$HOME'
          """)
  void argumentsOfTheRecordedCommandAreQuotedForAShell(String argument, String quoted) {
    assertThat(SweepOptions.quoted(argument)).isEqualTo(quoted);
  }
}
