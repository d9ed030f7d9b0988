package org.anact.bench.run;

import java.util.Map;

/**
 * Where a run's numbers come from, written before it starts.
 *
 * @param startedAt ISO-8601 instant
 * @param codeVersion version of anact
 * @param gitCommit commit of the checkout, with {@code -dirty} if it was changed, or {@code
 *     unknown}
 * @param dataChecksum SHA-256 over the data set's files
 * @param trainImages size of the training set
 * @param testImages size of the test set
 * @param classes number of classes
 * @param parameters parameters of the network, its state included
 * @param environment backend, processor, operating system and versions
 */
public record Provenance(
    String startedAt,
    String codeVersion,
    String gitCommit,
    String dataChecksum,
    int trainImages,
    int testImages,
    int classes,
    long parameters,
    Map<String, String> environment) {}
