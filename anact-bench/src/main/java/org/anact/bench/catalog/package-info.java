/** Everything that a grid can name, and how others add to it. */
package org.anact.bench.catalog;
