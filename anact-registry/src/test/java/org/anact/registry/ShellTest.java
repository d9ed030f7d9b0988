package org.anact.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShellTest {

  /** Commands that messages suggest, and the one that a report prints, are pasted into a shell. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          quick          | quick
          --jobs=2       | --jobs=2
          results/a-1.0  | results/a-1.0
          my results     | "my results"
          it's           | "it's"
          *.csv          | "*.csv"
          ~              | "~"
          ##             | ""
          $HOME          | '$HOME'
          `it's`         | '`it'\\''s`'
          say "it"       | 'say "it"'
          a\\b           | 'a\\b'
          wow!           | 'wow!'
          """)
  void anArgumentIsQuotedWhereAShellNeedsIt(String argument, String quoted) {
    assertThat(Shell.quoted(argument)).isEqualTo(quoted);
  }
}
