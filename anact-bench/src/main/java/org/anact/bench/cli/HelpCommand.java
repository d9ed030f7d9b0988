package org.anact.bench.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact help [COMMAND...]}. */
@Command(name = "help", description = "Shows the help of a command, as --help after it does.")
final class HelpCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command, such as 'run' or 'datasets fetch'; without one, all are listed.")
  private List<String> words = List.of();

  @Override
  public void run() {
    CommandLine line = spec.parent().commandLine();
    for (String word : words) {
      CommandLine next = line.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(
            line,
            "unknown command '%s'%s".formatted(word, WrongArguments.meantCommand(word, line)));
      }
      line = next;
    }
    line.usage(spec.commandLine().getOut());
  }
}
