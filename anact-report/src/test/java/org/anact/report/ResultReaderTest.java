package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.anact.results.ResultReader;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import org.anact.results.RunState;
import org.anact.results.SignalRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultReaderTest {
  @TempDir private Path directory;
  private Path run;

  @BeforeEach
  void writeResults() throws IOException {
    run = ReadableFixture.write(directory);
  }

  private RunEntry normalized() throws IOException {
    return ResultReader.read(directory).entries().get(1);
  }

  private void edit(String file, UnaryOperator<String> change) throws IOException {
    String before = Files.readString(run.resolve(file));
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(run.resolve(file), after);
  }

  @Test
  void readsARunAsWritten() throws IOException {
    RunEntry entry = normalized();
    assertThat(entry.state()).isEqualTo(RunState.FINISHED);
    RunRecord record = entry.run().orElseThrow();
    assertThat(record.config().normalized()).isTrue();
    assertThat(record.config().recipeTexts()).containsEntry("momentum", "0.9");
    assertThat(record.epochs()).hasSize(2);
    assertThat(record.stepLosses()).hasSize(40);
    assertThat(record.layers()).hasSize(8);
    assertThat(record.layers().get(5).layer()).isEqualTo("act2");
  }

  @Test
  void refusesWhatContradictsItself() throws IOException {
    Map<String, Edit> edits =
        Map.of(
            "epochs",
                new Edit("outcome.json", "\"epochsCompleted\" : 2", "\"epochsCompleted\" : 3"),
            "finalTestAccuracy",
                new Edit(
                    "outcome.json", "\"finalTestAccuracy\" : 0.", "\"finalTestAccuracy\" : 1."),
            "status", new Edit("outcome.json", "FINISHED", "DONE"),
            "formatVersion", new Edit("run.json", "\"formatVersion\" : 1", "\"formatVersion\" : 7"),
            "'id'", new Edit("run.json", "\"id\" : \"digits", "\"id\" : \"other"),
            "sweep.json", new Edit("run.json", "\"seed\" : 1", "\"seed\" : 9"),
            "header", new Edit("layers.csv", "rho_prime", "rhoPrime"),
            "finite loss", new Edit("steps.csv", "\n40,", "\n40,\n41,"),
            "'config.normalized'",
                new Edit("run.json", "\"normalized\" : true", "\"normalized\" : 1"));
    for (Map.Entry<String, Edit> expected : edits.entrySet()) {
      Edit change = expected.getValue();
      String original = Files.readString(run.resolve(change.file));
      edit(change.file, text -> text.replace(change.before, change.after));
      RunEntry entry = normalized();
      assertThat(entry.state()).as(expected.getKey()).isEqualTo(RunState.UNREADABLE);
      assertThat(entry.detail()).contains(expected.getKey()).doesNotContain(directory.toString());
      Files.writeString(run.resolve(change.file), original);
    }
    assertThat(normalized().state()).isEqualTo(RunState.FINISHED);
  }

  @Test
  void refusesCellsThatAreNoNumbers() throws IOException {
    edit("epochs.csv", text -> text.replace("0.05", "fast"));
    assertThat(normalized().state()).isEqualTo(RunState.UNREADABLE);
    assertThat(normalized().detail()).contains("epochs.csv");
  }

  @Test
  void refusesAFinishedRunWithoutItsSteps() throws IOException {
    Files.delete(run.resolve("steps.csv"));
    assertThat(normalized().detail()).contains("steps.csv is missing");
  }

  @Test
  void runWithoutSignalsMeasuredNone() throws IOException {
    assertThat(normalized().run().orElseThrow().signals()).isEmpty();
    assertThat(normalized().run().orElseThrow().weights()).isEmpty();
  }

  @Test
  void readsSignalsAndLeavesEmptyCellsWithoutANumber() throws IOException {
    ReadableFixture.measure(directory);
    RunRecord record = normalized().run().orElseThrow();
    assertThat(record.signals().orElseThrow()).hasSize(4 * 3);
    SignalRow row = record.signals().orElseThrow().get(1);
    assertThat(row.layer()).isEqualTo("act2");
    assertThat(row.depth()).isEqualTo(1);
    assertThat(row.rho()).isCloseTo(0.5 / 1.1, within(1e-12));
    assertThat(row.predictedGain()).isCloseTo(1, within(1e-12));
    assertThat(record.weights().orElseThrow().get(2).varWeight()).isEqualTo(0.02);
    edit("signals.csv", text -> text.replaceFirst("act1,0,trunk,1.1,", "act1,0,trunk,,"));
    assertThat(normalized().run().orElseThrow().signals().orElseThrow().get(0).varInput()).isNaN();
  }

  @Test
  void refusesSignalsThatAreNone() throws IOException {
    ReadableFixture.measure(directory);
    edit("signals.csv", text -> text.replaceFirst("act1,0,trunk,1.1,", "act1,0,trunk,much,"));
    assertThat(normalized().detail()).contains("signals.csv");
    edit("signals.csv", text -> text.replaceFirst("slope_square", "slope"));
    assertThat(normalized().detail()).contains("the header must be");
  }

  @Test
  void fuzzedFilesAreRefusedOrReadAndNeverStopTheReport() throws IOException {
    ReadableFixture.measure(directory);
    Random random = new Random(5);
    for (String file : List.of("signals.csv", "weights.csv", "epochs.csv", "run.json")) {
      byte[] original = Files.readAllBytes(run.resolve(file));
      for (int trial = 0; trial < 40; trial++) {
        byte[] broken = Arrays.copyOf(original, random.nextInt(original.length) + 1);
        for (int change = 0; change < 3; change++) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        Files.write(run.resolve(file), broken);
        assertThat(normalized().state()).isIn(RunState.FINISHED, RunState.UNREADABLE);
      }
      Files.write(run.resolve(file), original);
    }
  }

  private record Edit(String file, String before, String after) {}
}
