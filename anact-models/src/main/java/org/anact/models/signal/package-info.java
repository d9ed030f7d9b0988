/** Measures the variances that go through a network in a training step, forward and back. */
package org.anact.models.signal;
