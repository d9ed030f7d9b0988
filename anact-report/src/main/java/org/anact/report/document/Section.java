package org.anact.report.document;

import java.util.List;

/**
 * A section.
 *
 * @param id unique in the report, for links
 * @param title heading
 * @param blocks in order
 */
public record Section(String id, String title, List<Block> blocks) {
  /** Copies the list. */
  public Section {
    blocks = List.copyOf(blocks);
  }
}
