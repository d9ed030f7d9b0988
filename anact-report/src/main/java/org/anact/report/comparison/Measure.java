package org.anact.report.comparison;

import java.util.function.ToDoubleFunction;
import org.anact.results.RunRecord;

/**
 * A figure of a finished run.
 *
 * @param id short name, as the columns of a CSV file have it; one id stands for one figure
 * @param words what a heading calls it
 * @param unit its unit
 * @param decimals how many a table shows
 * @param of the figure; {@code NaN} where a run has none
 */
public record Measure(
    String id, String words, String unit, int decimals, ToDoubleFunction<RunRecord> of) {}
