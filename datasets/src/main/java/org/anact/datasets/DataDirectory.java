package org.anact.datasets;

import java.nio.file.Path;
import java.util.Map;

/** Finds the folder that holds the data sets which do not come with the suite. */
public final class DataDirectory {

  /** Environment variable that names the folder. */
  public static final String VARIABLE = "ANACT_DATA";

  private DataDirectory() {}

  /**
   * Returns the explicit folder if there is one, else that of {@code ANACT_DATA}, else {@code
   * ~/.anact/data}.
   *
   * @param explicit may be null
   * @throws DatasetException if {@code ANACT_DATA} is empty, or if it is not set and there is no
   *     home directory
   */
  public static Path resolve(Path explicit) {
    return resolve(explicit, System.getenv(), System.getProperty("user.home"));
  }

  static Path resolve(Path explicit, Map<String, String> environment, String home) {
    if (explicit != null) {
      return explicit;
    }
    String named = environment.get(VARIABLE);
    if (named != null && named.isBlank()) {
      throw new DatasetException(VARIABLE + " is empty: name a folder with it, or unset it");
    }
    if (named != null) {
      return Path.of(named);
    }
    // Java calls a home that it does not know "?".
    Path standard = Path.of(home, ".anact", "data");
    if (!standard.isAbsolute()) {
      throw new DatasetException(
          "there is no home directory for the data sets: name a folder with --data or " + VARIABLE);
    }
    return standard;
  }
}
