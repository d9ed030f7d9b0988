package org.anact.models.signal;

/**
 * What went through one activation f in one training step. Variances are population variances, and
 * all moments are taken over every element of the mini-batch's tensor. A number that the step did
 * not give is {@code NaN}.
 *
 * @param layer name in the network
 * @param position where it is
 * @param varInput Var(y) of the input
 * @param mean E[f(y)], before lambda and mu
 * @param meanSquare E[f(y)^2], before lambda and mu
 * @param slopeSquare E[f'(y)^2], before lambda
 * @param lambda factor of normalization that the step used; 1 without ANAct
 * @param mu what the step subtracted from f(y); 0 without ANAct
 * @param alpha learnable scalar that the step used; 0 without ANAct
 * @param scale factor that the step applied; 1 without ANAct
 * @param varGradInput variance of the gradient of the mini-batch's summed loss with respect to y
 * @param varGradOutput that with respect to the output
 */
public record SiteSignal(
    String layer,
    GraphPosition position,
    double varInput,
    double mean,
    double meanSquare,
    double slopeSquare,
    double lambda,
    double mu,
    double alpha,
    double scale,
    double varGradInput,
    double varGradOutput) {}
