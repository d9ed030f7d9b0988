package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFilesTest {

  private record Row(String name, int checkN, Double found, boolean fails) {}

  @TempDir private Path folder;

  @Test
  void numbersThatAreNotFiniteAreEmptyAndTextsAreQuotedWhereTheyMustBe() {
    Path file = folder.resolve("made/a.csv");
    OutputFiles.csv(
        file,
        List.of("layer", "var_input"),
        List.of(List.of("act1", 0.1), List.of("a, \"b\"", Double.NaN), List.of("", 1e-20)));
    assertThat(file).hasContent("layer,var_input\nact1,0.1\n\"a, \"\"b\"\"\",\n,1.0E-20\n");
  }

  @Test
  void columnsOfARecordAreItsComponentsInSnakeCase() {
    Path file = folder.resolve("b.csv");
    OutputFiles.csv(
        file, Row.class, List.of(new Row("tanh", 3, 0.5, true), new Row("relu", 2, null, false)));
    assertThat(file).hasContent("name,check_n,found,fails\ntanh,3,0.5,true\nrelu,2,,false\n");
  }
}
