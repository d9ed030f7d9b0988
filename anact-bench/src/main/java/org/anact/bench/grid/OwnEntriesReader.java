package org.anact.bench.grid;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.catalog.OwnDataset;
import org.anact.bench.catalog.OwnEntries;
import org.anact.bench.yaml.Setting;
import org.anact.datasets.DatasetException;

/** Reads the entries of a grid's lists that are a mapping: they define what the others name. */
final class OwnEntriesReader {

  private static final List<String> DATASET_KEYS = List.of("name", "folder", "npz", "size");
  private static final int SMALLEST = 4;
  private static final int LARGEST = 1024;

  private OwnEntriesReader() {}

  /**
   * Reads what a grid defines.
   *
   * @param datasets the grid's data sets
   * @param base folder of the grid's file; empty if it is not a file
   */
  static OwnEntries read(Setting datasets, Optional<Path> base) {
    List<OwnDataset> own = new ArrayList<>();
    for (Setting entry : datasets.list()) {
      if (entry.isMapping()) {
        if (base.isEmpty()) {
          throw entry.problem("defines a data set, which only the file of a grid can: give a name");
        }
        own.add(dataset(entry));
      }
    }
    return new OwnEntries(own, base.orElse(Path.of("")));
  }

  /**
   * Returns a catalog with what a grid defines.
   *
   * @param datasets the grid's data sets, for messages
   * @throws org.anact.bench.InputException if a definition cannot be used
   */
  static Catalog extend(Catalog catalog, OwnEntries own, Setting datasets) {
    try {
      return catalog.with(own);
    } catch (DatasetException | InvalidPathException e) {
      throw datasets.problem("cannot be used: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw datasets.problem("names what exists: " + e.getMessage());
    }
  }

  /** Returns the names in a list, whose entries are a name alone or have one. */
  static List<Setting> names(Setting datasets) {
    return datasets.list().stream()
        .map(
            entry ->
                entry.isMapping() ? required(entry, entry.fields(DATASET_KEYS), "name") : entry)
        .toList();
  }

  private static OwnDataset dataset(Setting entry) {
    Map<String, Setting> fields = entry.fields(DATASET_KEYS);
    String name = GridReader.name(required(entry, fields, "name"));
    Setting folder = fields.get("folder");
    Setting npz = fields.get("npz");
    Setting size = fields.get("size");
    if ((folder == null) == (npz == null)) {
      throw entry.problem(
          "has '%s' with %s: give it either a folder of images or an npz file"
              .formatted(name, folder == null ? "neither a folder nor an npz file" : "both"));
    }
    if (npz != null) {
      if (size != null) {
        throw size.problem("is of no use with npz, whose images keep their size: leave it out");
      }
      return new OwnDataset(name, null, npz.text(), null);
    }
    long side = required(entry, fields, "size").whole(SMALLEST, LARGEST);
    return new OwnDataset(name, folder.text(), null, (int) side);
  }

  private static Setting required(Setting entry, Map<String, Setting> fields, String key) {
    Setting setting = fields.get(key);
    if (setting == null) {
      throw entry.problem(
          "defines a data set without %s: give it, like {name: mine, folder: photos, size: 32}"
              .formatted(key));
    }
    return setting;
  }
}
