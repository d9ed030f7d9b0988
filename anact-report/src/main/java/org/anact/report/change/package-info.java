/** What changed between two sweeps. */
package org.anact.report.change;
