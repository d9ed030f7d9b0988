package org.anact.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.catalog.OwnDataset;
import org.anact.bench.catalog.OwnEntries;
import org.anact.bench.grid.Grids;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.DataFacts;
import org.anact.bench.run.Recording;
import org.anact.bench.sweep.Agenda;
import org.anact.results.EpochRow;
import org.anact.results.ModelChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WireTest {

  /** A run that lost a field on its way to the worker would train something else. */
  @ParameterizedTest
  @MethodSource("grids")
  void jobsOfEveryGridArriveAsTheyWere(String grid) throws Exception {
    OwnEntries own =
        new OwnEntries(
            List.of(
                new OwnDataset("photos", "/home/me/photos", null, 32),
                new OwnDataset("arrays", null, "/home/me/arrays.npz", null)),
            null);
    for (RunConfig run : Agenda.of(new Grids(Catalog.standard()).read(grid)).forecast().least()) {
      Job job =
          new Job(
              "results",
              "data",
              3,
              true,
              false,
              Recording.signals(7).with(Optional.of(ModelChoice.BEST)),
              own,
              "commit",
              new DataFacts("checksum", true, 10, 10, 10),
              run,
              List.of("it hung"));
      Job read = Wire.job(Wire.line(job));
      assertThat(read).isEqualTo(job);
      assertThat(read.run().id()).isEqualTo(run.id());
    }
  }

  static Stream<String> grids() {
    return Catalog.standard().grids().names().stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesArriveAsTheyWere(Message message) {
    assertThat(Wire.line(message)).doesNotContain("\n");
    assertThat(Wire.message(Wire.line(message))).contains(message);
  }

  static Stream<Message> messages() {
    EpochRow metrics = new EpochRow(2, 80, 0.1, 1.5, 1.25, 0.5, 3, 1, 200, 0.01, 700);
    return Stream.of(
        new Message.Resumed(metrics, 12_000),
        new Message.Step(3, 128, Double.NaN, 250.5),
        new Message.Tested(),
        new Message.Epoch(metrics),
        new Message.Stopped("no space left on device", false));
  }

  /** A sweep refuses a setting with exit code 2 whether it or its process finds it wrong. */
  @Test
  void whatAProcessRefusesIsRefusedByItsSweep() {
    Message.Stopped stopped =
        (Message.Stopped)
            Wire.message(Wire.line(new Message.Stopped("ANACT_BACKEND is cuda, but ...", true)))
                .orElseThrow();
    assertThat(stopped.exception()).isInstanceOf(InputException.class).hasMessageStartingWith("AN");
    assertThat(new Message.Stopped("no space left on device", false).exception())
        .isInstanceOf(IOException.class);
  }

  @Test
  void linesOfNativeCodeAreNoMessages() {
    assertThat(Wire.message("Linear Algebra: blas")).isEmpty();
    assertThat(Wire.message("@anact {\"message\":\"unknown\"}")).isEmpty();
    assertThat(Wire.message("@anact {")).isEmpty();
  }
}
