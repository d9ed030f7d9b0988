package org.anact.bench.grid;

/**
 * A published result of the same network, for a reader to hold ours against; its recipe is its
 * source's.
 *
 * @param dataset registered name
 * @param model registered name
 * @param activation registered name
 * @param top1 test accuracy in percent
 * @param recipe how the source trained it, in one line
 * @param source where it was published
 */
public record Anchor(
    String dataset, String model, String activation, double top1, String recipe, String source) {

  /** Checks the range. */
  public Anchor {
    require(dataset != null, "dataset", "the name of a data set");
    require(model != null, "model", "the name of a model");
    require(activation != null, "activation", "the name of an activation");
    require(top1 > 0 && top1 <= 100, "top1", "a percentage above 0");
    require(recipe != null && !recipe.isBlank(), "recipe", "how it was trained");
    require(source != null && !source.isBlank(), "source", "where it was published");
  }

  private static void require(boolean holds, String field, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException("an entry of anchors needs " + field + ": give " + wanted);
    }
  }
}
