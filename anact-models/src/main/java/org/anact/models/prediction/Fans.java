package org.anact.models.prediction;

/**
 * How many products a sum of a layer has on average, which is what its weights' variance is
 * multiplied by.
 *
 * @param layer name of the weight layer
 * @param in products behind one of its outputs: Var(y_next) = in Var(w) E[x^2]
 * @param out products behind the gradient of one of its inputs: Var(dL/dx) = out Var(w)
 *     Var(dL/dy_next)
 */
public record Fans(String layer, double in, double out) {}
