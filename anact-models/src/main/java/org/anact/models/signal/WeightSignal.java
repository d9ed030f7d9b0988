package org.anact.models.signal;

/**
 * The weights of one layer in one training step, without biases. Variances are population variances
 * over all weights.
 *
 * @param layer name in the network
 * @param position where it is
 * @param varWeight variance of the weights before the step
 * @param varGradient variance of the gradient of the mini-batch's mean loss, before clipping and
 *     weight decay
 */
public record WeightSignal(
    String layer, GraphPosition position, double varWeight, double varGradient) {}
