package org.anact.models.signal;

import java.util.Locale;

/** Where in a network with shortcuts a layer is. */
public enum Branch {
  /** Every path from the network's input to its output goes through the layer. */
  TRUNK,
  /** Some paths go past the layer, and it lies on one with the most weight layers. */
  RESIDUAL,
  /** Some paths go past the layer, and it lies on none with the most weight layers. */
  SHORTCUT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
