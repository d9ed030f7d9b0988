package org.anact.bench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code anact bands}. */
@Command(
    name = "bands",
    description = {
      "Checks that training goes as it went before: steps to a target, loss and accuracy against",
      "reference bands over many seeds (docs/regression.md)."
    },
    subcommands = {BandsCheckCommand.class, BandsUpdateCommand.class, BandsPowerCommand.class},
    mixinStandardHelpOptions = true)
final class BandsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give one of check, update, power");
  }
}
