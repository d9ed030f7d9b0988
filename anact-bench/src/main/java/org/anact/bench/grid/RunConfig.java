package org.anact.bench.grid;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.anact.bench.catalog.Catalog;
import org.anact.core.activation.Activations;
import org.anact.core.activation.NamedActivation;
import org.anact.core.formula.Formula;
import org.anact.core.layer.AnActOptions;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Everything that decides a run's numbers, besides code, data and machine.
 *
 * @param dataset registered name
 * @param model registered name
 * @param activation name in the grid, {@code nrelu} or {@code relu}
 * @param baseActivation name of the function, {@code relu} for both
 * @param normalized whether ANAct wraps it
 * @param seed seed of weights and data order
 * @param recipe the training recipe
 * @param anact options of ANAct; null for a vanilla run
 * @param validation for a trial, the share of the training set, between 0 and 1, that it is not
 *     trained on and evaluated on in place of the test set; null for any other run
 * @param formula what the activation computes, if a user wrote it; null for one of the catalog
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "dataset",
  "model",
  "activation",
  "baseActivation",
  "normalized",
  "seed",
  "recipe",
  "anact",
  "validation",
  "formula"
})
public record RunConfig(
    String dataset,
    String model,
    String activation,
    String baseActivation,
    boolean normalized,
    long seed,
    Recipe recipe,
    AnActOptions anact,
    Double validation,
    String formula) {

  /** Makes the configuration of a run; a vanilla one has no options of ANAct. */
  public static RunConfig of(
      String dataset,
      String model,
      NamedActivation activation,
      long seed,
      Recipe recipe,
      AnActOptions options) {
    return new RunConfig(
        dataset,
        model,
        activation.name(),
        activation.base().name(),
        activation.normalized(),
        seed,
        recipe,
        activation.normalized() ? options : null,
        null,
        activation.ownFormula().map(Formula::text).orElse(null));
  }

  /** Returns the same with another recipe and another seed. */
  public RunConfig with(Recipe other, long otherSeed) {
    return new RunConfig(
        dataset,
        model,
        activation,
        baseActivation,
        normalized,
        otherSeed,
        other,
        anact,
        validation,
        formula);
  }

  /** Returns a trial of this run, which holds out a share of the training set. */
  public RunConfig trial(double share) {
    return new RunConfig(
        dataset,
        model,
        activation,
        baseActivation,
        normalized,
        seed,
        recipe,
        anact,
        share,
        formula);
  }

  /** Whether this run serves to choose a recipe and is not a result by itself. */
  @JsonIgnore
  public boolean isTrial() {
    return validation != null;
  }

  /**
   * Returns what the network of this run is built for.
   *
   * @param catalog has the activation, unless it is a formula
   * @param shape of the data set's images
   * @param classes of the data set
   * @param learningRates of each step
   */
  public NetworkSpec networkSpec(
      Catalog catalog, InputShape shape, int classes, ISchedule learningRates) {
    return new NetworkSpec(
        named(catalog),
        shape,
        classes,
        seed,
        anact == null ? AnActOptions.defaults() : anact,
        recipe.init(),
        recipe.optimizer(learningRates),
        DataType.FLOAT,
        CNN2DFormat.NHWC);
  }

  private NamedActivation named(Catalog catalog) {
    return formula == null
        ? catalog.activations().get(activation)
        : new NamedActivation(Activations.ofFormula(baseActivation, formula), normalized);
  }

  /**
   * Returns the id: the names for the reader, and a hash of every setting that decides a number.
   */
  public String id() {
    return RunId.of(this);
  }
}
