/** Reference convergence bands: how a training went over many seeds, and whether it still does. */
package org.anact.bench.bands;
