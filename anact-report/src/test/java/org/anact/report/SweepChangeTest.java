package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.report.ResultFixture.Fate;
import org.anact.report.change.SweepChange;
import org.anact.report.export.Markdown;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class SweepChangeTest {
  private static final ResultFixture FIXTURE =
      new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 3, 2, true, "Again.");

  @TempDir private Path folder;
  private Path before;
  private Path after;

  @BeforeEach
  void writeSweeps() throws IOException {
    before = folder.resolve("before");
    after = folder.resolve("after");
    FIXTURE.write(before, Map.of());
  }

  @Test
  void sameSweepHasNotChanged() throws IOException {
    FIXTURE.write(after, Map.of());
    SweepChange change = Report.compare(before, after, Optional.empty());
    assertThat(change.changed()).isFalse();
    assertThat(Markdown.of(change.document()))
        .contains("6 runs are in both sweeps, 6 of them with the same losses and accuracy")
        .contains("Options with another value: none.");
  }

  @Test
  void missingRunAndOtherStateAreChanges() throws IOException {
    FIXTURE.write(after, Map.of("digits_cnn_relu_s1", Fate.DIVERGED));
    SweepChange change = Report.compare(before, after, Optional.empty());
    assertThat(change.changed()).isTrue();
    assertThat(Markdown.of(change.document())).contains("finished \u2192 diverged");

    new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 2, 2, true, "Fewer.")
        .write(folder.resolve("fewer"), Map.of());
    SweepChange fewer = Report.compare(before, folder.resolve("fewer"), Optional.empty());
    assertThat(fewer.changed()).isTrue();
    assertThat(Markdown.of(fewer.document())).contains("only in A");
  }

  @Test
  void differencesArePairedBySeedAndWritten() throws IOException {
    FIXTURE.write(after, Map.of());
    for (ResultFixture.Run run : FIXTURE.runs()) {
      Path epochs = after.resolve("runs").resolve(run.id()).resolve("epochs.csv");
      String text = Files.readString(epochs);
      // Column images_per_second: half of it.
      Files.writeString(epochs, text.replace("1001.2", "500.6").replace("870.4", "435.2"));
      Path json = after.resolve("runs").resolve(run.id()).resolve("run.json");
      Files.writeString(json, Files.readString(json).replace("17.0.15", "21.0.1"));
    }
    Path out = folder.resolve("out");
    SweepChange change = Report.compare(before, after, Optional.of(out));
    assertThat(change.changed()).isFalse();
    assertThat(Files.readString(out.resolve("changed-origin.csv"))).contains("17.0.15,21.0.1");
    assertThat(out.resolve("index.html")).isNotEmptyFile();
    for (Row row : Table.read().csv(out.resolve("differences.csv").toFile())) {
      boolean vanilla = row.getString("activation").equals("relu");
      double expected =
          row.getString("figure").equals("images_per_second") ? (vanilla ? -500.6 : -435.2) : 0;
      assertThat(row.getDouble("difference_mean")).isCloseTo(expected, within(1e-9));
      assertThat(row.getInt("difference_pairs")).isEqualTo(3);
    }
  }

  @Test
  void otherOptionIsNamedAndItsRunsAreMatched() throws IOException {
    FIXTURE.write(after, Map.of());
    Path sweep = after.resolve("sweep.json");
    String text = Files.readString(sweep);
    for (ResultFixture.Run run : FIXTURE.runs()) {
      Path old = after.resolve("runs").resolve(run.id());
      Path renamed = after.resolve("runs").resolve(run.id() + "x");
      Files.move(old, renamed);
      Path json = renamed.resolve("run.json");
      Files.writeString(
          json,
          Files.readString(json)
              .replace(run.id(), run.id() + "x")
              .replace("\"momentum\" : 0.9", "\"momentum\" : 0.8"));
      text = text.replace("\"" + run.id() + "\"", "\"" + run.id() + "x\"");
    }
    Files.writeString(sweep, text);
    SweepChange change = Report.compare(before, after, Optional.empty());
    assertThat(Markdown.of(change.document()))
        .contains("6 runs are in both sweeps")
        .contains("| recipe.momentum | 0.9 | 0.8 | 6 |");
  }

  /** Two variants of an activation have runs of the same seeds, which are no pairs. */
  @Test
  void variantsOfAnActivationHaveDifferencesOfTheirOwn() throws IOException {
    FIXTURE.write(after, Map.of());
    for (Path sweep : new Path[] {before, after}) {
      new VariantRuns("anact", "centre", "false", 0.25).addTo(sweep);
    }
    Path out = folder.resolve("out");
    Report.compare(before, after, Optional.of(out));
    Table table = Table.read().csv(out.resolve("differences.csv").toFile());
    assertThat(table.stringColumn("activation").unique().asList()).hasSize(3);
    for (Row row : table) {
      assertThat(row.getInt("difference_pairs")).isEqualTo(3);
      assertThat(row.getNumber("difference_mean")).isZero();
    }
  }
}
