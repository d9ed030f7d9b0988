package org.anact.models.network;

/**
 * Shape of one image.
 *
 * @param channels above zero
 * @param height in pixels, above zero
 * @param width in pixels, above zero
 */
public record InputShape(int channels, int height, int width) {

  /** Checks the ranges. */
  public InputShape {
    if (channels <= 0 || height <= 0 || width <= 0) {
      throw new IllegalArgumentException(
          "input shape %dx%dx%d has a size that is not above zero"
              .formatted(channels, height, width));
    }
  }
}
