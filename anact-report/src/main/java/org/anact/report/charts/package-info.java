/** The charts of the report: which numbers become which series. */
package org.anact.report.charts;
