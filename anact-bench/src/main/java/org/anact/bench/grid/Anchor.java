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
