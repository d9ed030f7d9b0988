/** What a sweep is to run: the grid as YAML, checked, and the runs that it expands to. */
package org.anact.bench.grid;
