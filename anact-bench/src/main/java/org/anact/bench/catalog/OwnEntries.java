package org.anact.bench.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;

/**
 * What a grid defines itself, besides what it names.
 *
 * @param ownDatasets as the file has them
 * @param base the folder in which their paths begin; no part of a record, as the same grid
 *     elsewhere is the same grid
 */
public record OwnEntries(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OwnDataset> ownDatasets,
    @JsonIgnore Path base) {

  /** Copies the list; paths begin in the current folder if nothing else is said. */
  public OwnEntries {
    ownDatasets = ownDatasets == null ? List.of() : List.copyOf(ownDatasets);
    base = base == null ? Path.of("") : base;
  }

  /** Returns no entries. */
  public static OwnEntries none() {
    return new OwnEntries(List.of(), Path.of(""));
  }

  /** Returns the same by absolute paths. */
  public OwnEntries absolute() {
    return new OwnEntries(ownDatasets.stream().map(each -> each.in(base)).toList(), base);
  }

  /** Tells whether a data set is one of these. */
  public boolean hasDataset(String name) {
    return ownDatasets.stream().anyMatch(each -> each.name().equals(name));
  }
}
