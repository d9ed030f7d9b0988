package org.anact.bench.grid;

import org.anact.bench.catalog.Catalog;

/** Recipes as a grid would give them. */
public final class TestRecipes {

  private TestRecipes() {}

  /** Returns the default recipe with changes, for example {@code {epochs: 2}}. */
  public static Recipe with(String changes) {
    String grid =
        """
        name: test
        datasets: [fashion-mnist-mini]
        models: [mlp]
        activations: [relu]
        seeds: [1]
        recipe: %s
        """;
    return GridReader.parse(
            Catalog.standard(), "test.yaml", grid.formatted(changes), GridChanges.none())
        .variants()
        .get(0)
        .recipes()
        .get("mlp");
  }
}
