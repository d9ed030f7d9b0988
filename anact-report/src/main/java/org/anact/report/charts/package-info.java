/** Draws the charts of the report with XChart and turns them into themeable, accessible SVG. */
package org.anact.report.charts;
