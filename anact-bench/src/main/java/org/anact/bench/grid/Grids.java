package org.anact.bench.grid;

import java.nio.file.Files;
import java.nio.file.Path;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.catalog.GridFile;
import org.anact.registry.Names;

/**
 * Reads grids by their name or from files.
 *
 * @param catalog what they can name, and the grids that have a name
 */
public record Grids(Catalog catalog) {

  /**
   * Reads a grid.
   *
   * @param nameOrFile the name of a grid, or a file, which comes first where both exist
   * @throws InputException if there is neither, or the file is not a valid grid
   */
  public Grid read(String nameOrFile) {
    return read(nameOrFile, GridChanges.none());
  }

  /** Reads a grid with changes of it. */
  public Grid read(String nameOrFile, GridChanges changes) {
    Path file = Path.of(nameOrFile);
    if (Files.isRegularFile(file)) {
      return GridReader.read(catalog, file, changes);
    }
    if (catalog.grids().find(nameOrFile).isPresent()) {
      GridFile grid = catalog.grids().get(nameOrFile);
      return GridReader.parse(catalog, grid.name() + ".yaml", grid.text(), changes);
    }
    if (nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml") || Files.exists(file)) {
      return GridReader.read(catalog, file, changes);
    }
    throw new InputException(
        "there is no grid '%s'%s Give a file, or one of %s"
            .formatted(
                nameOrFile,
                Names.suggestion(nameOrFile, catalog.grids().names()),
                String.join(", ", catalog.grids().names())));
  }
}
