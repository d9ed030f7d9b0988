package org.anact.results;

/**
 * One row of {@code weights.csv}: the weights of a layer at a step. A number that the file leaves
 * empty is {@code NaN}.
 *
 * @param step 1-based
 * @param layer name in the network
 * @param depth weight layers on the longest path from the input
 * @param branch {@code trunk}, {@code residual} or {@code shortcut}
 * @param varWeight variance of the weights
 * @param varWeightGradient variance of their gradient
 */
public record WeightRow(
    int step, String layer, int depth, String branch, double varWeight, double varWeightGradient)
    implements SiteRow {}
