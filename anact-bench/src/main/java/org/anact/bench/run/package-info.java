/** One run: training, evaluation, and its files. */
package org.anact.bench.run;
