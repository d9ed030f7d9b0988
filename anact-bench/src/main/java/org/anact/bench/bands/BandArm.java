package org.anact.bench.bands;

import org.anact.bench.grid.RunConfig;

/**
 * One configuration of a band, which is trained with many seeds.
 *
 * @param template a run of it, whose seed is ignored
 * @param rule when it has reached its target
 */
public record BandArm(RunConfig template, TargetRule rule) {

  double target() {
    return rule.target();
  }

  /** Returns the run of a seed. */
  RunConfig run(long seed) {
    return template.with(template.recipe(), seed);
  }

  /** Returns the name of its model. */
  public String model() {
    return template.model();
  }

  /** Returns the name of its activation in the grid. */
  public String activation() {
    return template.activation();
  }

  /** Returns how tables name it. */
  public String label() {
    return model() + " " + activation();
  }

  /** Returns whether this is the normalized form of the other, all else equal. */
  boolean normalizes(BandArm other) {
    return template.normalized()
        && !other.template.normalized()
        && template.baseActivation().equals(other.template.baseActivation())
        && model().equals(other.model());
  }
}
