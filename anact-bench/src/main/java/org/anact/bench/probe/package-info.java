/** Measures what goes through networks before they are trained, and compares it with the theory. */
package org.anact.bench.probe;
