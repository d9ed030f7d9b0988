package org.anact.datasets;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is published where.
 *
 * @param sets what each publisher offers, by the folder in the data directory, which data sets of
 *     the same files share
 */
public record Manifest(Map<String, PublishedSet> sets) {

  private static final String RESOURCE = "manifest.yaml";

  /** Copies the map. */
  public Manifest {
    sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
  }

  /** Holds the manifest once it was asked for. */
  private static final class Standard {
    static final Manifest MANIFEST = read();
  }

  /** Returns what {@code manifest.yaml}, which comes with the suite, says. */
  public static Manifest standard() {
    return Standard.MANIFEST;
  }

  private static Manifest read() {
    YAMLMapper mapper =
        YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (InputStream in = Datasets.class.getResourceAsStream(RESOURCE)) {
      return new Manifest(
          mapper.readValue(in, new TypeReference<LinkedHashMap<String, PublishedSet>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " is wrong: build the suite again", e);
    }
  }

  /** Returns the name of the data set that has a file of this content, if there is one. */
  Optional<String> nameOf(Digests digests) {
    return sets.entrySet().stream()
        .filter(
            set ->
                set.getValue().contents().stream()
                    .anyMatch(file -> file.difference(digests).isEmpty()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Returns what is published of a data set; empty for one that comes with the suite. */
  public Optional<PublishedSet> of(DatasetEntry entry) {
    return Optional.ofNullable(sets.get(entry.folder()));
  }
}
