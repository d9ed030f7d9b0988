package org.anact.models.prediction;

/**
 * The one weight layer between two activations.
 *
 * @param layer its name
 * @param rows its geometry from top to bottom
 * @param columns its geometry from left to right
 * @param channelsIn numbers that it reads at each place
 * @param channelsOut numbers that it writes at each place
 */
record Link(String layer, Taps rows, Taps columns, int channelsIn, int channelsOut) {}
