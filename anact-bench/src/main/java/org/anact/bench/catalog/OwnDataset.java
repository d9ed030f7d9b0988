package org.anact.bench.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import org.anact.datasets.DatasetEntry;
import org.anact.datasets.DatasetException;
import org.anact.datasets.ImageFolderFormat;
import org.anact.datasets.NpzFormat;

/**
 * A data set that a grid defines, by a folder of images or by a file of NumPy arrays.
 *
 * @param name name in the grid
 * @param folder where {@code train/CLASS/*} is; null if it is a file
 * @param npz the file; null if it is a folder
 * @param size side in pixels to which the images of a folder are brought; null for a file
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnDataset(String name, String folder, String npz, Integer size) {

  /** Returns the same by its absolute path. */
  OwnDataset in(Path base) {
    return new OwnDataset(
        name,
        folder == null ? null : absolute(base, folder),
        npz == null ? null : absolute(base, npz),
        size);
  }

  private static String absolute(Path base, String path) {
    return base.resolve(path).toAbsolutePath().normalize().toString();
  }

  /**
   * Looks at the files.
   *
   * @throws DatasetException if they are not those of a data set
   */
  DatasetEntry entry() {
    return folder == null
        ? NpzFormat.entry(name, Path.of(npz))
        : ImageFolderFormat.entry(name, Path.of(folder), size);
  }
}
