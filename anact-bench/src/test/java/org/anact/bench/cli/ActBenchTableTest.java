package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.anact.core.activation.Activations;
import org.anact.core.theory.GaussianMoments;
import org.anact.core.theory.GaussianQuadrature;
import org.anact.core.theory.Target;
import org.junit.jupiter.api.Test;

/** The table of docs/activations.md, whose figures follow from the formulas. */
final class ActBenchTableTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(.*)` \\| ([0-9.]+) \\| ([0-9.]+) \\| ([0-9.]+) \\| ([0-9.]+) \\|$");
  private static final Pattern ARGUMENT =
      Pattern.compile("^--activation-formula \"f[0-9]+=(.*)\"$");

  private static List<MatchResult> matches(String file, Pattern pattern) throws IOException {
    return Files.readAllLines(DOCS.resolve(file)).stream()
        .flatMap(line -> pattern.matcher(line).results())
        .toList();
  }

  @Test
  void itsFiguresAreThoseOfItsFunctions() throws IOException {
    List<MatchResult> rows = matches("activations.md", ROW);
    assertThat(rows).hasSize(30);
    assertThat(rows)
        .extracting(row -> row.group(1))
        .containsExactlyElementsOf(
            matches("act-bench.args", ARGUMENT).stream().map(row -> row.group(1)).toList());
    for (MatchResult row : rows) {
      GaussianMoments moments =
          GaussianQuadrature.moments(Activations.ofFormula("f", row.group(1)).create(), 1);
      assertThat(List.of(row.group(2), row.group(3), row.group(4)))
          .as(row.group(1))
          .containsExactly(
              "%.6f".formatted(moments.rho()),
              "%.6f".formatted(moments.rhoPrime()),
              "%.6f".formatted(moments.lambda(Target.BALANCED)));
    }
  }
}
