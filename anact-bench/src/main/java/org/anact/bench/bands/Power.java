package org.anact.bench.bands;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.anact.bench.InputException;
import org.hipparchus.distribution.continuous.BetaDistribution;

/** How often a check fails good runs, and slow ones, measured by draws from a reference. */
public final class Power {

  private Power() {}

  /** How runs are drawn. */
  public enum Scheme {
    /** Seeds of the reference that are held out of it. */
    HOLD_OUT("seeds held out"),
    /** The smooth bootstrap. */
    SMOOTH("smooth bootstrap");

    private final String label;

    Scheme(String label) {
      this.label = label;
    }

    /** Returns how tables name it. */
    public String label() {
      return label;
    }
  }

  /**
   * How often something happened.
   *
   * @param count times that it did
   * @param draws of all
   */
  public record Rate(int count, int draws) {

    private static final double CONFIDENCE = 0.95;

    /** Returns the share. */
    public double share() {
      return (double) count / draws;
    }

    /** Returns the upper end of the one-sided 95 % interval (Clopper and Pearson, 1934). */
    public double upper() {
      return count == draws
          ? 1
          : new BetaDistribution(count + 1.0, draws - count)
              .inverseCumulativeProbability(CONFIDENCE);
    }

    /** Returns the lower end of the one-sided 95 % interval. */
    public double lower() {
      return count == 0
          ? 0
          : new BetaDistribution(count, draws - count + 1.0)
              .inverseCumulativeProbability(1 - CONFIDENCE);
    }
  }

  /**
   * How often checks fail.
   *
   * @param scheme how their runs were drawn
   * @param slowdown factor on the steps to target; 1 for good runs
   * @param any checks that fail
   * @param pooled checks that the test of all configurations together fails
   * @param single checks that another test fails
   * @param unreached checks in which a run would not reach the target within its steps
   */
  public record Row(
      Scheme scheme, double slowdown, Rate any, Rate pooled, Rate single, Rate unreached) {}

  /** Returns the share of good checks that fail by Bonferroni's inequality, at most. */
  public static double bound() {
    return Family.LEVEL;
  }

  /**
   * Measures.
   *
   * @param slowdowns factors on the steps to target of every configuration; loss and accuracy at
   *     the end stay as they are, which makes the slowdown harder to see
   * @throws InputException if the reference is too small to hold a check out of it
   */
  public static List<Row> measure(
      Band band, Reference reference, List<Double> slowdowns, int draws, long seed) {
    int k = band.settings().checkSeeds().size();
    int n = band.referenceSeeds().size();
    if (n - k < 3) {
      throw new InputException(
          "band '%s' has %d seeds in its reference and %d in a check: give more to the reference"
              .formatted(band.name(), n, k));
    }
    SeedTable runs = SeedTable.of(reference.runs(band));
    List<Row> rows = new ArrayList<>();
    for (Scheme scheme : Scheme.values()) {
      Resampling resampling = new Resampling(runs, seed);
      boolean holdOut = scheme == Scheme.HOLD_OUT;
      Family family = Family.of(band.arms(), holdOut ? n - k : n);
      IntFunction<Resampling.Draw> source = holdOut ? resampling::holdOut : resampling::smooth;
      List<Tally> tallies =
          slowdowns.stream().map(slowdown -> new Tally(slowdown, family, band)).toList();
      for (int draw = 0; draw < draws; draw++) {
        Resampling.Draw drawn = source.apply(k);
        tallies.forEach(tally -> tally.count(drawn));
      }
      tallies.forEach(tally -> rows.add(tally.row(scheme, draws)));
    }
    return rows;
  }

  /** Counts the checks of one slowdown. */
  private static final class Tally {

    private final double slowdown;
    private final Family family;
    private final double latest;
    private int any;
    private int pooled;
    private int single;
    private int unreached;

    Tally(double slowdown, Family family, Band band) {
      this.slowdown = slowdown;
      this.family = family;
      this.latest = band.arms().get(0).rule().latest(band.settings().steps());
    }

    void count(Resampling.Draw drawn) {
      SeedTable check = drawn.check().slowedBy(slowdown);
      List<BandTest> failed = family.failed(drawn.reference(), check);
      boolean late = check.largest(Quantity.STEPS) > latest;
      boolean byAll = failed.stream().anyMatch(family::isPooled);
      boolean byOne = failed.stream().anyMatch(test -> !family.isPooled(test));
      any += late || byAll || byOne ? 1 : 0;
      pooled += byAll ? 1 : 0;
      single += byOne ? 1 : 0;
      unreached += late ? 1 : 0;
    }

    Row row(Scheme scheme, int draws) {
      return new Row(
          scheme,
          slowdown,
          new Rate(any, draws),
          new Rate(pooled, draws),
          new Rate(single, draws),
          new Rate(unreached, draws));
    }
  }
}
