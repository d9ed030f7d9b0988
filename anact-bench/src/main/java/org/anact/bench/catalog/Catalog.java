package org.anact.bench.catalog;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.anact.bench.InputException;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;
import org.anact.core.activation.NamedActivation;
import org.anact.datasets.Datasets;
import org.anact.models.ModelEntry;
import org.anact.models.Models;
import org.anact.registry.Registry;

/**
 * Everything that can be named: the suite's own entries, and those of every {@link CatalogProvider}
 * on the class path. A program makes it once, at its start, and hands it down.
 *
 * @param activations in both forms
 * @param models networks
 * @param datasets data sets
 * @param grids grids that come with a name, from the cheapest to the paper's
 */
public record Catalog(
    Registry<NamedActivation> activations,
    Registry<ModelEntry> models,
    Datasets datasets,
    Registry<GridFile> grids) {

  private static final List<String> GRIDS =
      List.of(
          "quick",
          "cifar10-small",
          "fashion-tuned",
          "ablation-tuned",
          "cifar10-tuned",
          "depth",
          "ablation",
          "paper-cifar100",
          "paper-tiny-imagenet");

  /** Returns the suite's own entries alone. */
  public static Catalog standard() {
    return new Catalog(
        Activations.standard(),
        Models.standard(),
        Datasets.standard(),
        new Registry<>(
            "grid",
            GRIDS.stream()
                .map(name -> GridFile.resource(Catalog.class, "/org/anact/bench/grids", name))
                .toList()));
  }

  /**
   * Returns the suite's own entries and those of the providers.
   *
   * @throws InputException if a provider cannot be used, or an entry of it takes a name that exists
   */
  public static Catalog load() {
    Catalog catalog = standard();
    try {
      for (CatalogProvider provider : ServiceLoader.load(CatalogProvider.class)) {
        catalog = catalog.with(provider);
      }
    } catch (ServiceConfigurationError e) {
      throw new InputException(
          "unusable provider of entries (%s): fix or remove its jar or folder in ANACT_CLASSPATH"
              .formatted(e.getMessage()),
          e);
    }
    return catalog;
  }

  /**
   * Returns this catalog with what a grid defines.
   *
   * @throws org.anact.datasets.DatasetException if files are not those of a data set
   * @throws IllegalArgumentException if an entry takes a name that exists, or a path is none
   */
  public Catalog with(OwnEntries own) {
    return new Catalog(
        activations,
        models,
        datasets.with(own.absolute().ownDatasets().stream().map(OwnDataset::entry).toList()),
        grids);
  }

  /**
   * Returns this catalog with further activations.
   *
   * @throws IllegalArgumentException if one takes a name that exists
   */
  public Catalog withActivations(List<ActivationEntry> more) {
    return new Catalog(activations.with(Activations.forms(more)), models, datasets, grids);
  }

  /**
   * Returns this catalog with the entries of a provider.
   *
   * @throws InputException if an entry takes a name that exists
   */
  public Catalog with(CatalogProvider provider) {
    try {
      return new Catalog(
          activations.with(Activations.forms(provider.activations())),
          models.with(provider.models()),
          datasets.with(provider.datasets()),
          grids.with(provider.grids()));
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "%s adds an entry that cannot be used: %s"
              .formatted(provider.getClass().getName(), e.getMessage()),
          e);
    }
  }
}
