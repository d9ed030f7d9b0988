/** Pure statistics over plain numbers: summaries, intervals, tests and convergence measures. */
package org.anact.report.statistics;
