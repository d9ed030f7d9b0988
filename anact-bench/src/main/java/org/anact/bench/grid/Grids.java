package org.anact.bench.grid;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.anact.bench.InputException;
import org.anact.registry.Names;

/**
 * The grids that come with the suite, each a file {@code NAME.yaml} in this package's resources.
 * This list is the only place that declares them.
 */
public final class Grids {

  /** Their names, from the cheapest to the paper's. */
  public static final List<String> NAMES =
      List.of(
          "quick", "cifar10-small", "depth", "ablation", "paper-cifar100", "paper-tiny-imagenet");

  private Grids() {}

  /**
   * Reads a grid.
   *
   * @param nameOrFile one of {@link #NAMES}, or a file, which comes first where both exist
   * @throws InputException if there is neither, or the file is no valid grid
   */
  public static Grid read(String nameOrFile) {
    return read(nameOrFile, GridChanges.none());
  }

  /** Reads a grid with changes of it. */
  public static Grid read(String nameOrFile, GridChanges changes) {
    Path file = Path.of(nameOrFile);
    if (Files.isRegularFile(file)) {
      return GridReader.read(file, changes);
    }
    if (NAMES.contains(nameOrFile)) {
      return GridReader.parse(nameOrFile + ".yaml", text(nameOrFile), changes);
    }
    if (nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml") || Files.exists(file)) {
      return GridReader.read(file, changes);
    }
    throw new InputException(
        "there is no grid '%s'%s Give a file, or one of %s"
            .formatted(nameOrFile, Names.suggestion(nameOrFile, NAMES), String.join(", ", NAMES)));
  }

  /** Returns the file of a grid that comes with the suite. */
  public static String text(String name) {
    try (InputStream in =
        Grids.class.getResourceAsStream("/org/anact/bench/grids/" + name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InputException("cannot read the grid '" + name + "' of the suite", e);
    }
  }
}
