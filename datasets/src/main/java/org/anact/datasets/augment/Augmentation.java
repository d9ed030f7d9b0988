package org.anact.datasets.augment;

/**
 * How training images are changed at random. Test images never are.
 *
 * @param padCrop pixels of black around an image, out of which one of its size is cropped; 0 for
 *     none
 * @param flip whether half of the images are mirrored, left to right
 * @param rotation largest angle in degrees, either way, up to 180; what comes in from outside is
 *     black; 0 for none
 * @param cutout side in pixels of a square that is set to the mean colour (DeVries and Taylor,
 *     arXiv 1708.04552); 0 for none
 * @param mixup a of the Beta(a, a) distribution by which pairs of images and their labels are mixed
 *     (Zhang et al., arXiv 1710.09412); 0 for none
 */
public record Augmentation(int padCrop, boolean flip, double rotation, int cutout, double mixup) {

  /** Largest size in pixels, and largest parameter: far beyond any image's side. */
  private static final int MOST = 1000;

  /** Checks the ranges. */
  public Augmentation {
    require(padCrop >= 0 && padCrop <= MOST, "padCrop", padCrop, "pixels from 0 to " + MOST);
    require(rotation >= 0 && rotation <= 180, "rotation", rotation, "degrees from 0 to 180");
    require(cutout >= 0 && cutout <= MOST, "cutout", cutout, "pixels from 0 to " + MOST);
    require(mixup >= 0 && mixup <= MOST, "mixup", mixup, "a number from 0 to " + MOST);
  }

  /** Returns the augmentation that leaves images as they are. */
  public static Augmentation none() {
    return new Augmentation(0, false, 0, 0, 0);
  }

  private static void require(boolean holds, String field, Number value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s: give %s".formatted(field, value, wanted));
    }
  }
}
