/**
 * A chart as data (axes, series, curves) and its drawing as SVG that a page can colour and a script
 * can read. {@code XChartPainter} draws the curves with XChart, and no other class knows it.
 */
package org.anact.report.plot;
