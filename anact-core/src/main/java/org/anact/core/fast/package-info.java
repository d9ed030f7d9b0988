/**
 * Deeplearning4j's convolution, batch norm, activation, max pooling, addition and dense layers with
 * the suite's kernels behind them. Each has the configuration, the parameters and the results of
 * the layer that it extends, and hands over to that layer whatever its kernels do not cover.
 *
 * <p>{@link org.anact.core.fast.Fusion} keeps a training step from storing what a single layer
 * reads; {@link org.anact.core.fast.Inference} evaluates a network without Deeplearning4j.
 */
package org.anact.core.fast;
