/** Plants faults in the suite, one at a time, and tells which tests notice them. */
package org.anact.bench.faults;
