package org.anact.bench.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.anact.bench.InputException;
import org.anact.bench.sweep.Sweep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is submitted and when, to programs that stand in for Slurm's. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are scripts of a shell")
final class SlurmSweepTest {

  @TempDir private Path folder;

  private final List<String> console = new ArrayList<>();
  private Path results;

  @BeforeEach
  void programs() throws IOException {
    results = folder.resolve("results");
    program(
        "sbatch",
        """
        echo "$@" >> submitted
        wc -l < submitted | tr -d ' '
        """);
    queue("Invalid job id specified", 1);
  }

  private void program(String name, String script) throws IOException {
    Path program = folder.resolve(name);
    Files.writeString(program, "#!/bin/sh\ncd '%s' || exit 9\n%s".formatted(folder, script));
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  /** Has squeue print lines, or an error. */
  private void queue(String text, int code) throws IOException {
    program("squeue", "printf '%s' >&%d\nexit %d\n".formatted(text, code + 1, code));
  }

  private SlurmSweep sweep(String wave, String job, String... options) {
    return new SlurmSweep(
        results,
        "/opt/anact task results",
        "/opt/anact run grid --on slurm",
        List.of(options),
        Optional.of(64),
        // The folders of sh and of what it calls.
        Map.of("PATH", folder.toString(), "ANACT_SLURM_WAVE", wave, "SLURM_JOB_ID", job));
  }

  private boolean submit(SlurmSweep sweep, Sweep.Plan plan) throws IOException {
    return sweep.submit(plan, 4, "made", console::add);
  }

  private List<String> submitted() throws IOException {
    return Files.readAllLines(folder.resolve("submitted"));
  }

  @Test
  void anArrayAndTheJobThatFollowsItAreSubmitted() throws IOException {
    assertThat(submit(sweep("1", "", "--time=10"), new Sweep.Plan(List.of(0, 1, 2, 5), 3, 0, 100)))
        .isTrue();
    assertThat(console).hasSize(1);
    assertThat(console.get(0)).startsWith("submitted wave 1: array 1 of 4 runs, and job 2,");
    assertThat(submitted().get(0))
        .startsWith("--parsable --job-name=anact-made --cpus-per-task=4 ")
        .contains(" --time=10 --requeue --array=0-2,5%64 ")
        .endsWith("/slurm/task-0.sh");
    assertThat(submitted().get(1))
        .contains(" --time=10 --cpus-per-task=1 --dependency=afterany:1 ")
        .endsWith("/slurm/next.sh");
    assertThat(results.resolve("slurm/task-0.sh"))
        .hasContent("#!/bin/bash\nexec /opt/anact task results $((SLURM_ARRAY_TASK_ID + 0))");
    assertThat(results.resolve("slurm/next.sh"))
        .hasContent("#!/bin/bash\nexport ANACT_SLURM_WAVE=2\nexec /opt/anact run grid --on slurm");
  }

  /** Slurm's arrays end at index 1000 unless the administrator lets them be longer. */
  @Test
  void aLongPlanIsSeveralArrays() throws IOException {
    List<Integer> numbers = IntStream.range(998, 2500).boxed().toList();
    submit(sweep("1", ""), new Sweep.Plan(numbers, 0, 0, 0));
    assertThat(submitted()).hasSize(4);
    assertThat(submitted().get(0)).contains(" --array=998-999%21 ");
    assertThat(submitted().get(1)).contains(" --array=0-999%21 ");
    assertThat(submitted().get(2)).contains(" --array=0-499%21 ").endsWith("/slurm/task-2000.sh");
    assertThat(submitted().get(3)).contains("--dependency=afterany:1:2:3 ");
    assertThat(results.resolve("slurm/task-2000.sh"))
        .content()
        .contains("$((SLURM_ARRAY_TASK_ID + 2000))");
  }

  @Test
  void aWaveAfterWhichNothingGotFurtherIsTheLastUntilTheUserAsksAgain() throws IOException {
    Sweep.Plan plan = new Sweep.Plan(List.of(0, 1), 0, 0, 100);
    submit(sweep("1", ""), plan);
    assertThat(submit(sweep("2", ""), plan)).isFalse();
    assertThat(console.get(1)).startsWith("no run of wave 1 has ended or got further");
    assertThat(submitted()).hasSize(2);

    assertThat(submit(sweep("2", ""), new Sweep.Plan(List.of(0, 1), 0, 0, 150))).isTrue();
    assertThat(submit(sweep("3", ""), new Sweep.Plan(List.of(1), 1, 1, 50))).isTrue();
    assertThat(submit(sweep("4", ""), new Sweep.Plan(List.of(), 2, 1, 0))).isFalse();
    assertThat(submit(sweep("1", ""), plan)).isTrue();
    assertThat(submitted()).hasSize(8);
  }

  @Test
  void whatIsInTheQueueIsNotSubmittedAgain() throws IOException {
    assertThat(sweep("1", "").queued()).isEmpty();
    submit(sweep("1", ""), new Sweep.Plan(List.of(0, 1), 0, 0, 0));
    assertThat(sweep("1", "").queued()).isEmpty();
    queue("RUNNING\\nRUNNING\\nPENDING\\n", 0);
    assertThat(sweep("1", "").queued())
        .contains(
            "slurm, wave 1: array 1: 1 pending, 2 running; job 2, which follows it: 1 pending, 2"
                + " running");
    // The job that follows does not wait for itself.
    program("squeue", "case $* in *'--jobs 2') echo RUNNING;; esac\n");
    assertThat(sweep("2", "2").queued()).isEmpty();
    assertThat(sweep("1", "77").queued()).isPresent();
    queue("slurm_load_jobs error: Unable to contact slurm controller", 1);
    assertThatThrownBy(() -> sweep("1", "").queued())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Unable to contact");
  }

  @Test
  void whatCannotBeSubmittedIsSaidInASentence() throws IOException {
    assertThatThrownBy(() -> sweep("1", "", "--array=0-3"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--jobs N limits");
    program("sbatch", "echo 'sbatch: error: invalid partition specified: x' >&2\nexit 1\n");
    Sweep.Plan plan = new Sweep.Plan(List.of(0), 0, 0, 0);
    assertThatThrownBy(() -> submit(sweep("1", "", "--partition=x"), plan))
        .isInstanceOf(InputException.class)
        .hasMessage("sbatch refuses the job: sbatch: error: invalid partition specified: x");
    Files.delete(folder.resolve("sbatch"));
    assertThatThrownBy(() -> submit(sweep("1", ""), plan))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no 'sbatch'");
  }
}
