/** Measures what goes through networks before they are trained, and holds it against the theory. */
package org.anact.bench.probe;
