package org.anact.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run comes from.
 *
 * @param startedAt ISO-8601 instant
 * @param codeVersion version of anact
 * @param gitCommit commit of the checkout, with {@code -dirty} if it was changed, or {@code
 *     unknown}
 * @param dataChecksum SHA-256 over the files of the data set
 * @param dataPublished whether published checksums prove that these are the published files; empty
 *     in older results
 * @param trainImages images in the training set
 * @param testImages images in the test set
 * @param classes classes of the data set
 * @param parameters parameters of the network, its state included; 0 if it could not be built
 * @param environment backend, hardware, operating system and versions, in the order of the file
 * @param place where it was trained; empty in older results
 */
public record Provenance(
    String startedAt,
    String codeVersion,
    String gitCommit,
    String dataChecksum,
    Optional<Boolean> dataPublished,
    long trainImages,
    long testImages,
    long classes,
    long parameters,
    Map<String, String> environment,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Place> place) {
  /** Copies the map and keeps its order. */
  public Provenance {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** Returns the kind of processor, by its name and the instructions that were used of it. */
  public String processor() {
    return "%s, %s"
        .formatted(
            environment.getOrDefault("cpu", "unknown"),
            environment.getOrDefault("classifier", "unknown"));
  }
}
