package org.anact.bench.cli;

import java.util.concurrent.Callable;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grids;
import org.anact.bench.grid.OptimizerRule;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.NamedActivation;
import org.anact.datasets.DatasetEntry;
import org.anact.models.ModelEntry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact list activations|models|datasets|optimizers|grids}. */
@Command(
    name = "list",
    description =
        "Lists the activations, models, data sets and optimizers that a grid can name, and the grids.")
final class ListCommand implements Callable<Integer> {

  private final Catalog catalog;

  ListCommand(Catalog catalog) {
    this.catalog = catalog;
  }

  /** What can be listed. */
  enum Kind {
    ACTIVATIONS,
    MODELS,
    DATASETS,
    OPTIMIZERS,
    GRIDS
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "activations|models|datasets|optimizers|grids",
      description = "What to list (default: everything).",
      arity = "0..1")
  private Kind kind;

  @Override
  public Integer call() {
    for (Kind each : kind == null ? Kind.values() : new Kind[] {kind}) {
      ConsoleTable table =
          switch (each) {
            case ACTIVATIONS -> activations();
            case MODELS -> models();
            case DATASETS -> datasets();
            case OPTIMIZERS -> optimizers();
            case GRIDS -> grids();
          };
      table.print(spec.commandLine());
    }
    return CommandLine.ExitCode.OK;
  }

  private ConsoleTable activations() {
    ConsoleTable table =
        new ConsoleTable("activation", "normalized", "also called", "family", "function", "source");
    for (NamedActivation named : catalog.activations().entries()) {
      if (named.normalized()) {
        continue;
      }
      ActivationEntry entry = named.base();
      table.add(
          entry.name(),
          new NamedActivation(entry, true).name(),
          entry.aliases().isEmpty() ? "-" : String.join(", ", entry.aliases()),
          entry.family(),
          entry.formula(),
          entry.source());
    }
    return table;
  }

  private ConsoleTable models() {
    ConsoleTable table = new ConsoleTable("model", "family", "architecture", "source");
    for (ModelEntry entry : catalog.models().entries()) {
      table.add(entry.name(), entry.family(), entry.description(), entry.source());
    }
    return table;
  }

  private ConsoleTable datasets() {
    return DatasetsCommand.table(
        catalog.datasets(), "what", DatasetEntry::description, "source", DatasetEntry::source);
  }

  private ConsoleTable optimizers() {
    ConsoleTable table = new ConsoleTable("optimizer", "what", "settings and defaults", "source");
    for (OptimizerRule rule : OptimizerRule.values()) {
      table.add(rule.word(), rule.description(), rule.settings(), rule.source());
    }
    return table;
  }

  private ConsoleTable grids() {
    ConsoleTable table = new ConsoleTable("grid", "what it runs");
    Grids grids = new Grids(catalog);
    catalog.grids().names().forEach(name -> table.add(name, grids.read(name).description()));
    return table;
  }
}
