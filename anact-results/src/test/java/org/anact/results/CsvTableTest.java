package org.anact.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTableTest {
  private static final String HEADER = "step,layer,depth,branch,var_weight,var_weight_gradient\n";
  private static final WeightRow ROW = new WeightRow(1, "conv1", 2, "trunk", 0.1, 1e-300);
  private static final WeightRow LONG =
      new WeightRow(5, "a/layer/whose/name/is/longer/than/others", 3, "a,b", Double.NaN, 12);

  @TempDir private Path folder;

  private String text() throws IOException {
    return Files.readString(folder.resolve("weights.csv"));
  }

  private void rows(String rows) throws IOException {
    Files.writeString(folder.resolve("weights.csv"), HEADER + rows);
  }

  @Test
  void readsBackWhatItWrites() throws IOException {
    long length;
    try (CsvTable.Writer<WeightRow> table = ResultFormat.WEIGHTS.open(folder, 0)) {
      table.add(ROW);
      length = table.save();
      table.add(LONG);
    }
    assertThat(text())
        .isEqualTo(
            HEADER
                + "1,conv1,2,trunk,0.1,1.0E-300\n"
                + "5,a/layer/whose/name/is/longer/than/others,3,\"a,b\",,12.0\n");
    assertThat(ResultFormat.WEIGHTS.read(folder)).containsExactly(ROW, LONG);
    assertThat(ResultFormat.WEIGHTS.read(folder, length)).containsExactly(ROW);
  }

  @Test
  void aTableThatIsOpenedAgainKeepsWhatItIsTold() throws IOException {
    rows("1,conv1,2,trunk,0.1,1.0E-300\n2,cut o");
    long kept = (HEADER + "1,conv1,2,trunk,0.1,1.0E-300\n").length();
    try (CsvTable.Writer<WeightRow> table = ResultFormat.WEIGHTS.open(folder, kept)) {
      table.add(LONG);
    }
    assertThat(ResultFormat.WEIGHTS.read(folder)).containsExactly(ROW, LONG);
  }

  @Test
  void aTableWithoutRowsHasItsHeader() throws IOException {
    long length;
    try (CsvTable.Writer<WeightRow> table = ResultFormat.WEIGHTS.open(folder, 0)) {
      length = table.save();
    }
    assertThat(ResultFormat.WEIGHTS.read(folder, length)).isEmpty();
    assertThat(text()).isEqualTo(HEADER);
    assertThat(ResultFormat.WEIGHTS.read(folder)).isEqualTo(List.of());
  }

  @Test
  void readsAByteOrderMarkAndTheLineEndsOfWindows() throws IOException {
    Files.writeString(
        folder.resolve("weights.csv"),
        "\uFEFF" + HEADER.replace("\n", "\r\n") + "1,conv1,2,trunk,0.1,1e-300\r\n");
    assertThat(ResultFormat.WEIGHTS.read(folder)).containsExactly(ROW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,conv1,2,trunk,0.1",
        "1,conv1,2,trunk,0.1\n",
        "1,conv1,2,trunk,0.1,1,1\n",
        "1,conv1,2,trunk,0.1,1.2",
        "1,conv1,2,trunk,0.1,much\n",
        "1,conv1,2,trunk,0.1,NaN\n",
        "1,conv1,2,trunk,1d,1\n",
        "1.5,conv1,2,trunk,0.1,1\n",
        ",conv1,2,trunk,0.1,1\n",
        "99999999999,conv1,2,trunk,0.1,1\n",
        "\n",
        "1,\"conv1,2,trunk,0.1,1\n",
      })
  void refusesARowThatIsNotOne(String rows) throws IOException {
    rows(rows);
    assertThatThrownBy(() -> ResultFormat.WEIGHTS.read(folder))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("weights.csv")
        .hasMessageContaining("row");
  }
}
