/** Trains recorded runs again and judges whether they agree with their records. */
package org.anact.bench.reproduce;
