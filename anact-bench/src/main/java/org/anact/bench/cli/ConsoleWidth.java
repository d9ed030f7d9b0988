package org.anact.bench.cli;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How many characters a line of the console has room for. */
final class ConsoleWidth {

  /** System property with the terminal's width, which the launcher sets where there is one. */
  static final String PROPERTY = "anact.columns";

  /** The width where there is no terminal. */
  private static final int DEFAULT = 120;

  /** The least that the layout of help allows. */
  private static final int LEAST = 60;

  private static final int MOST = 1000;

  private ConsoleWidth() {}

  /** Returns the width that {@code COLUMNS} names, else that of the terminal, else 120. */
  static int current() {
    return of(System.getenv(), System.getProperty(PROPERTY, ""));
  }

  static int of(Map<String, String> environment, String terminal) {
    return Stream.of(environment.getOrDefault("COLUMNS", ""), terminal)
        .map(ConsoleWidth::number)
        .flatMap(Optional::stream)
        .findFirst()
        .map(columns -> Math.min(MOST, Math.max(LEAST, columns)))
        .orElse(DEFAULT);
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[1-9][0-9]{0,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
