package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.anact.registry.Names;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers arguments that no command takes with what was probably meant, and where to find help. */
final class WrongArguments implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    String command = "./" + line.getCommandSpec().qualifiedName();
    if (arguments.length == 0) {
      line.usage(err);
    } else {
      err.printf("anact: %s '%s --help' shows what it takes%n", sentence(e, line), command);
    }
    err.flush();
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String sentence(ParameterException e, CommandLine line) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched().get(0), line);
    }
    String message = e.getMessage();
    // Picocli ends its messages in one way or another.
    return message.endsWith("?")
        ? message
        : typed(message, e.getArgSpec()).replaceFirst("[.:\\s]+$", "")
            + meantValue(e.getArgSpec(), e.getValue());
  }

  /** Picocli lists the constants of an enum, which are not always what one types. */
  private static String typed(String message, ArgSpec argument) {
    return argument == null || !argument.type().isEnum()
        ? message
        : message.replaceFirst("\\[[^]]*]", values(argument).toList().toString());
  }

  private static String unmatched(String argument, CommandLine line) {
    if (argument.isBlank()) {
      return "an argument is empty: give a value, or leave it out.";
    }
    if (argument.startsWith("-")) {
      String name = argument.split("=", 2)[0];
      return "unknown option '%s'%s"
          .formatted(name, Names.suggestion(name, line.getCommandSpec().optionsMap().keySet()));
    }
    if (line.getSubcommands().isEmpty()) {
      return "unexpected argument '%s'.".formatted(argument);
    }
    return "unknown command '%s'%s".formatted(argument, meantCommand(argument, line));
  }

  /** Returns the end of a sentence about a command that does not exist. */
  static String meantCommand(String name, CommandLine line) {
    Map<String, String> paths = new LinkedHashMap<>();
    collect(line, paths);
    CommandLine top = line;
    while (top.getParent() != null) {
      top = top.getParent();
    }
    collect(top, paths);
    return Names.suggestion(Names.nearest(name, paths.keySet()).map(paths::get));
  }

  /** Finds commands by their last word, which may be a fixed argument too: {@code list grids}. */
  private static void collect(CommandLine line, Map<String, String> paths) {
    line.getSubcommands().forEach((name, command) -> paths.putIfAbsent(name, path(command)));
    for (CommandLine command : line.getSubcommands().values()) {
      command.getCommandSpec().positionalParameters().stream()
          .flatMap(WrongArguments::values)
          .forEach(value -> paths.putIfAbsent(value, path(command) + " " + value));
      collect(command, paths);
    }
  }

  private static String path(CommandLine command) {
    return "./" + command.getCommandSpec().qualifiedName();
  }

  private static String meantValue(ArgSpec argument, String value) {
    return argument == null || value == null || !argument.type().isEnum()
        ? "."
        : Names.suggestion(value, values(argument).toList());
  }

  /** The values of an argument of which there are a few. */
  private static Stream<String> values(ArgSpec argument) {
    return argument.type().isEnum()
        ? Arrays.stream(argument.type().getEnumConstants())
            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
        : Stream.empty();
  }
}
