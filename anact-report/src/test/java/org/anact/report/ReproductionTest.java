package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which commit a report sends its reader to, and what it says of where runs come from. */
class ReproductionTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path directory;

  /** The last part of the report, where the first seed has one commit and the second another. */
  private String again(String first, String second) throws IOException {
    ResultFixture fixture =
        new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 2, 1, true, "Two.");
    fixture.write(directory, Map.of());
    for (ResultFixture.Run run : fixture.runs()) {
      Path file = directory.resolve("runs").resolve(run.id()).resolve("run.json");
      Files.writeString(
          file, Files.readString(file).replace(COMMIT, run.seed() == 1 ? first : second));
    }
    Report.write(directory);
    String markdown = Files.readString(directory.resolve("report/report.md"));
    return markdown.substring(markdown.indexOf("## Run it again"));
  }

  @Test
  void oneCleanCommitIsCheckedOut() throws IOException {
    assertThat(again(COMMIT, COMMIT))
        .contains("at the commit that made them", "git checkout " + COMMIT);
  }

  @Test
  void sweepThatWentOnFromAChangedTreeHasNoCommit() throws IOException {
    assertThat(again(COMMIT, COMMIT + "-dirty"))
        .doesNotContain("git checkout", "that made them:")
        .contains("2 states of the code", "changes that are in no commit", COMMIT + "-dirty");
  }

  @Test
  void changedTreeAloneHasNoCommit() throws IOException {
    assertThat(again(COMMIT + "-dirty", COMMIT + "-dirty"))
        .doesNotContain("git checkout", "states of the code")
        .contains("changes that are in no commit");
  }

  @Test
  void runsOfAnUnknownCommitAreNotSentToAnother() throws IOException {
    assertThat(again(COMMIT, "unknown"))
        .doesNotContain("git checkout")
        .contains("2 states of the code", "is not known");
  }

  @Test
  void runsOnAGpuAreSaidToBeUnproven() throws IOException {
    ResultFixture fixture =
        new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 1, 1, true, "Two.");
    fixture.write(directory, Map.of());
    Report.write(directory);
    Path page = directory.resolve("report/report.md");
    String words = "never run this path on a GPU";
    assertThat(Files.readString(page)).doesNotContain(words);
    Path run = directory.resolve("runs").resolve(fixture.runs().get(0).id()).resolve("run.json");
    Files.writeString(run, Files.readString(run).replace("nd4j-native", "CUDA"));
    Report.write(directory);
    assertThat(Files.readString(page)).contains(words);
  }
}
