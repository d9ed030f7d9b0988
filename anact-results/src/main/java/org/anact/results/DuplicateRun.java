package org.anact.results;

/**
 * A run that more than one result directory holds; one of them is counted.
 *
 * @param id id of the run
 * @param counted name of the directory whose run is counted
 * @param left name of the directory whose run is not
 * @param detail one sentence on whether the two agree
 */
public record DuplicateRun(String id, String counted, String left, String detail) {}
