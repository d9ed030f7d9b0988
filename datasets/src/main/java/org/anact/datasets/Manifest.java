package org.anact.datasets;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

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
    // Every scalar stays text, so that no checksum is taken for a number.
    LoadSettings settings = LoadSettings.builder().setSchema(new FailsafeSchema()).build();
    try (InputStream in = Datasets.class.getResourceAsStream(RESOURCE)) {
      return new Manifest(
          new JsonMapper()
              .convertValue(
                  new Load(settings).loadFromInputStream(in),
                  new TypeReference<LinkedHashMap<String, PublishedSet>>() {}));
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
