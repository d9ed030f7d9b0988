/** JMH micro-benchmarks of the layer and of whole training steps. */
package org.anact.bench.micro;
