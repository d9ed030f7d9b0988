package org.anact.results;

/**
 * One run that the sweep asked for.
 *
 * @param id id of the run, name of its folder
 * @param dataset registered name of the data set
 * @param model registered name of the model
 * @param activation name of the activation
 * @param seed seed of weights, data order and augmentation
 */
public record PlannedRun(String id, String dataset, String model, String activation, long seed) {}
