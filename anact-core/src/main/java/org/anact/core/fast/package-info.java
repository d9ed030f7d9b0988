/**
 * Deeplearning4j's convolution, batch norm, activation, max pooling and addition with the suite's
 * kernels behind them. Each has the configuration, the parameters and the results of the layer that
 * it extends, and hands over to that layer whatever its kernels do not cover.
 */
package org.anact.core.fast;
