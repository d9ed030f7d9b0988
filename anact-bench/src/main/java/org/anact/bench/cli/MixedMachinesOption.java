package org.anact.bench.cli;

import picocli.CommandLine.Option;

/** The option that lets runs from different kinds of processor be compared. */
final class MixedMachinesOption {

  @Option(
      names = "--mixed-machines",
      description =
          "Compares runs from different kinds of processor, which the report states; they round in"
              + " different ways (default: such pairs are left out of comparisons).")
  private boolean given;

  boolean isGiven() {
    return given;
  }
}
