/** oneDNN's own convolution, called without ND4J in between, for channels-last tensors. */
package org.anact.core.onednn;
