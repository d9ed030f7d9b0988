/** Trains runs in processes of their own, and outlives what happens to them. */
package org.anact.bench.worker;
