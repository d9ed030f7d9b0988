package org.anact.bench.bands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.anact.bench.InputException;
import org.anact.results.JsonFiles;

/** Makes the reference of a band, from runs that may have been trained before a stop. */
public final class BandUpdate {

  private final BandSource source;
  private final Band band;
  private final Reference.Origin origin;
  private final RunFiles files;

  /**
   * Prepares an update.
   *
   * @param folder where runs are kept until they are a reference
   */
  public BandUpdate(BandSource source, Band band, Reference.Origin origin, Path folder)
      throws IOException {
    this.source = source;
    this.band = band;
    this.origin = origin;
    this.files = new RunFiles(folder, band, origin);
    Path parent = source.referenceFile().toAbsolutePath().getParent();
    if (!Files.isDirectory(parent)) {
      throw new InputException(
          "there is no folder '%s' for the reference of %s: give a band file of your own, or"
                  .formatted(parent, source.label())
              + " update the suite's bands in its checkout");
    }
  }

  /**
   * What came of an update.
   *
   * @param targets how each configuration reaches its target
   * @param others other targets for the models that have a bad one, to choose from
   * @param movements what moved against the old reference; empty if there was none
   * @param file the new reference; empty if it was not written because a target is bad
   */
  public record Result(
      List<TargetChoice.Candidate> targets,
      List<TargetChoice.Candidate> others,
      List<Movement> movements,
      Optional<Path> file) {}

  /** Receives the end of each run that was trained. */
  @FunctionalInterface
  public interface Progress {
    /** Called after a run. */
    void ended(String label, BandRun run, double seconds);
  }

  /**
   * Trains what is missing and writes the reference, if its targets are good.
   *
   * @throws IOException if a run or the reference cannot be written
   */
  public Result run(BandTrainer trainer, Progress progress) throws IOException {
    List<ArmRuns> runs =
        trainer.train(
            band.referenceSeeds(),
            new BandTrainer.Keeper() {
              @Override
              public Optional<BandRun> kept(BandArm arm, long seed) {
                return files.kept(arm, seed);
              }

              @Override
              public void trained(BandArm arm, BandRun run, double seconds) throws IOException {
                if (run.error() == null) {
                  files.keep(arm, run);
                }
                progress.ended(arm.label(), run, seconds);
              }
            });
    List<TargetChoice.Candidate> targets = TargetChoice.targets(runs);
    boolean diverged =
        runs.stream().flatMap(arm -> arm.runs().stream()).anyMatch(run -> run.loss() == null);
    List<TargetChoice.Candidate> others = diverged ? List.of() : others(runs);
    if (diverged || !targets.stream().allMatch(TargetChoice.Candidate::isGood)) {
      return new Result(targets, others, List.of(), Optional.empty());
    }
    Reference reference = Reference.of(band, runs, origin);
    List<Movement> movements =
        source
            .referenceText()
            .flatMap(ReferenceReader::readAny)
            .map(old -> Movement.between(old, reference))
            .orElse(List.of());
    JsonFiles.write(source.referenceFile(), reference);
    files.delete();
    return new Result(targets, others, movements, Optional.of(source.referenceFile()));
  }

  private static List<TargetChoice.Candidate> others(List<ArmRuns> runs) {
    return runs.stream()
        .collect(
            Collectors.groupingBy(
                arm -> arm.arm().model(), LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .filter(
            arms -> !TargetChoice.targets(arms).stream().allMatch(TargetChoice.Candidate::isGood))
        .flatMap(arms -> TargetChoice.others(arms).stream())
        .toList();
  }
}
