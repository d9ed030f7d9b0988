package org.anact.bench.catalog;

import java.util.List;
import org.anact.core.activation.ActivationEntry;
import org.anact.datasets.DatasetEntry;
import org.anact.models.ModelEntry;

/**
 * Adds entries to the {@link Catalog}. A jar on the class path names its provider, a public class
 * with a public constructor without arguments, in a file {@code
 * META-INF/services/org.anact.bench.catalog.CatalogProvider}.
 */
public interface CatalogProvider {

  /** Returns further activations; each gets a normalized form. */
  default List<ActivationEntry> activations() {
    return List.of();
  }

  /** Returns further networks. */
  default List<ModelEntry> models() {
    return List.of();
  }

  /** Returns further data sets, each with its reader. */
  default List<DatasetEntry> datasets() {
    return List.of();
  }

  /** Returns further grids. */
  default List<GridFile> grids() {
    return List.of();
  }
}
