package org.anact.bench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code anact bands}. */
@Command(
    name = "bands",
    description = {
      "Checks that networks still train as they did before.",
      "Steps to a target, loss and accuracy are compared with reference bands over many seeds; see"
          + " docs/regression.md."
    },
    subcommands = {BandsCheckCommand.class, BandsUpdateCommand.class, BandsPowerCommand.class})
final class BandsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give one of check, update, power");
  }
}
