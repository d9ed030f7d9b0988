/** What the trials of an arm reached, and which of the tried settings is chosen. */
package org.anact.results.tuning;
