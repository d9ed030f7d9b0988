/**
 * Kernels in plain Java over the memory of ND4J's tensors: activations, ANAct, batch norm and
 * addition, in loops that the JIT compiler turns into vector instructions.
 */
package org.anact.core.kernel;
