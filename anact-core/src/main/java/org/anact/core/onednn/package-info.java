/**
 * oneDNN's own convolution, of channels-last tensors, and matrix product, called without ND4J in
 * between.
 */
package org.anact.core.onednn;
