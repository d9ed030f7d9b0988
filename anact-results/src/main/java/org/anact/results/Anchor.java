package org.anact.results;

/**
 * A published result of a network of the sweep, in its source's recipe.
 *
 * @param dataset name of the data set
 * @param model name of the model
 * @param activation name of the activation
 * @param top1 test accuracy in percent
 * @param recipe how the source trained it
 * @param source where it was published
 */
public record Anchor(
    String dataset, String model, String activation, double top1, String recipe, String source) {}
