package org.anact.results;

/**
 * A published result of a network of the sweep, in its source's recipe.
 *
 * @param dataset name of the data set
 * @param model name of the model
 * @param activation name of the activation
 * @param top1 test accuracy in percent
 * @param recipe how the source trained it, in one line
 * @param source where it was published
 */
public record Anchor(
    String dataset, String model, String activation, double top1, String recipe, String source) {

  /** Checks the range and that nothing is blank. */
  public Anchor {
    require(top1 > 0 && top1 <= 100, "top1 is %s: give a percentage above 0".formatted(top1));
    require(!recipe.isBlank(), "recipe is empty: give how it was trained");
    require(!source.isBlank(), "source is empty: give where it was published");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
