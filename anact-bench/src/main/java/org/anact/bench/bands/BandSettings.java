package org.anact.bench.bands;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anact.bench.grid.Ranges;

/**
 * What a band file says beside its grid: how far its runs go and what is looked at.
 *
 * @param steps training steps of a run, 1 or more
 * @param every steps between two looks at the held-out loss, 1 or more
 * @param smoothing looks that are averaged before their loss is compared with a target, 1 or more
 * @param images of the test set that this loss is taken over, the first of its file
 * @param checkSeeds seeds of the runs that a check trains, at least {@link #LEAST_CHECK_SEEDS}
 * @param targets the held-out loss that counts as reached, in nats, for each model
 */
public record BandSettings(
    int steps,
    int every,
    int smoothing,
    int images,
    List<Long> checkSeeds,
    Map<String, Double> targets) {

  /** Fewest runs of a check; a single run has no spread. */
  static final int LEAST_CHECK_SEEDS = 2;

  private static final int MOST = 10_000_000;

  /** Checks the ranges. */
  public BandSettings {
    Ranges.whole("steps", steps, 1, MOST);
    Ranges.require(
        every >= 1 && every <= steps, "every", every, "1 or more, and no more than steps");
    Ranges.require(
        smoothing >= 1 && smoothing <= steps / every,
        "smoothing",
        smoothing,
        "1 or more, and no more than there are looks");
    Ranges.whole("images", images, 1, MOST);
    Ranges.require(
        checkSeeds != null && areSeeds(checkSeeds),
        "checkSeeds",
        checkSeeds,
        LEAST_CHECK_SEEDS + " or more different whole numbers of 0 or more");
    Ranges.require(
        targets != null && targets.values().stream().allMatch(BandSettings::isLoss),
        "targets",
        targets,
        "a loss above 0 for each model, like {cnn: 0.6}");
    checkSeeds = List.copyOf(checkSeeds);
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
  }

  private static boolean areSeeds(List<Long> seeds) {
    return seeds.size() >= LEAST_CHECK_SEEDS
        && seeds.stream().allMatch(seed -> seed != null && seed >= 0)
        && new HashSet<>(seeds).size() == seeds.size();
  }

  private static boolean isLoss(Double loss) {
    return loss != null && loss > 0 && Double.isFinite(loss);
  }

  /** Returns when a model's runs have reached their target. */
  TargetRule rule(String model) {
    return new TargetRule(targets.get(model), every, smoothing);
  }

  /** Returns the same with other seeds of the check. */
  BandSettings withCheckSeeds(List<Long> seeds) {
    return new BandSettings(steps, every, smoothing, images, seeds, targets);
  }
}
