package org.anact.report.plot;

/**
 * A finished chart.
 *
 * @param id name of its file without extension, unique in a report
 * @param title what it shows
 * @param description its text alternative
 * @param inline SVG element for the page, which sets its colours
 * @param standalone SVG file with its own colours for light and dark
 * @param data plot, axes and values for the page's script, JSON
 */
public record ChartImage(
    String id, String title, String description, String inline, String standalone, String data) {}
