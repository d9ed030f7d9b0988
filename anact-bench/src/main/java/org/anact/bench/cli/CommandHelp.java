package org.anact.bench.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The help of a command, laid out as the console's tables are; picocli itself breaks words at dots.
 * Each string of a description is a paragraph, the first of which is shown in the list of commands.
 */
final class CommandHelp extends Help {

  CommandHelp(CommandSpec spec, ColorScheme colors) {
    super(spec, colors);
  }

  @Override
  public String description(Object... parameters) {
    return paragraphs(commandSpec().usageMessage().description());
  }

  @Override
  public String footer(Object... parameters) {
    return paragraphs(commandSpec().usageMessage().footer());
  }

  @Override
  public String parameterList() {
    ConsoleTable table = new ConsoleTable("", "");
    commandSpec()
        .positionalParameters()
        .forEach(
            each ->
                table.add(
                    "  " + parameterLabelRenderer().renderParameterLabel(each, ansi(), List.of()),
                    sentences(each.description())));
    return layOut(table);
  }

  @Override
  public String optionList() {
    ConsoleTable table = new ConsoleTable("", "");
    commandSpec().options().stream()
        .filter(option -> !option.hidden())
        .sorted(Comparator.comparing(option -> option.longestName().toLowerCase(Locale.ROOT)))
        .forEach(option -> table.add(names(option), sentences(option.description())));
    return layOut(table);
  }

  @Override
  public String commandList() {
    ConsoleTable table = new ConsoleTable("", "");
    subcommands()
        .forEach(
            (name, help) ->
                table.add("  " + name, help.commandSpec().usageMessage().description()[0]));
    return layOut(table);
  }

  private String names(OptionSpec option) {
    String indent = option.shortestName().startsWith("--") ? "      " : "  ";
    return indent
        + Arrays.stream(option.names())
            .sorted(Comparator.comparingInt(String::length))
            .collect(Collectors.joining(", "))
        + parameterLabelRenderer().renderParameterLabel(option, ansi(), List.of());
  }

  private static String sentences(String[] description) {
    return String.join(" ", description);
  }

  private String layOut(ConsoleTable table) {
    return table.isEmpty() ? "" : table.layOut(width());
  }

  private String paragraphs(String[] texts) {
    return Arrays.stream(texts)
        .map(text -> WordUtils.wrap(text, width()) + "\n")
        .collect(Collectors.joining());
  }

  private int width() {
    return commandSpec().usageMessage().width();
  }
}
