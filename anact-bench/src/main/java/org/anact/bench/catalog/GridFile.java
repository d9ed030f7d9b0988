package org.anact.bench.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.anact.registry.Named;

/**
 * A grid that is run by its name.
 *
 * @param name its name
 * @param text YAML, as docs/grids.md has it
 */
public record GridFile(String name, String text) implements Named {

  /** Reads a grid {@code NAME.yaml} from the resources beside a class. */
  public static GridFile resource(Class<?> beside, String folder, String name) {
    String path = folder + "/" + name + ".yaml";
    try (InputStream in = beside.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no resource '" + path + "'");
      }
      return new GridFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource '" + path + "'", e);
    }
  }
}
