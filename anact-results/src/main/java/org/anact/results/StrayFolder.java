package org.anact.results;

/**
 * A folder that the sweep did not ask for; it is reported and not counted.
 *
 * @param path relative to the result directory
 * @param reason one sentence
 */
public record StrayFolder(String path, String reason) {}
