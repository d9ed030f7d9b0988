package org.anact.registry;

import java.util.List;

/** An entry of a {@link Registry}. */
public interface Named {

  /** Returns the name that grids, results and reports have. */
  String name();

  /** Returns further names by which the entry is found, such as those of other libraries. */
  default List<String> aliases() {
    return List.of();
  }
}
