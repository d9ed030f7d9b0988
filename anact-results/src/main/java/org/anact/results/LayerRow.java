package org.anact.results;

/**
 * One row of {@code layers.csv}. A number that the file leaves empty is {@code NaN}.
 *
 * @param epoch 1-based
 * @param layer name in the network
 * @param depth 0-based position in order of execution
 * @param lambda normalizing factor
 * @param rho running E[f(y)^2] / Var(y)
 * @param rhoPrime running E[f'(y)^2]
 * @param mu running E[f(y)]
 * @param alpha learnable parameter
 * @param scale the factor applied
 * @param degenerateBatches mini-batches so far without usable statistics
 */
public record LayerRow(
    int epoch,
    String layer,
    int depth,
    double lambda,
    double rho,
    double rhoPrime,
    double mu,
    double alpha,
    double scale,
    long degenerateBatches) {}
