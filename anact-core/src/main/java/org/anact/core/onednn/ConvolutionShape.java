package org.anact.core.onednn;

/**
 * Shape of a convolution of channels-last images.
 *
 * @param images number of images
 * @param in channels, height and width of an input image
 * @param out channels, height and width of an output image
 * @param kernel height and width of the kernel
 * @param stride vertical and horizontal step
 * @param dilation vertical and horizontal spacing of the kernel's elements, 1 for none
 * @param padTop rows of zeros above an image
 * @param padLeft columns of zeros left of an image
 * @param bias whether a bias is added
 */
public record ConvolutionShape(
    int images,
    Volume in,
    Volume out,
    Plane kernel,
    Plane stride,
    Plane dilation,
    int padTop,
    int padLeft,
    boolean bias) {

  /** Channels, height and width. */
  public record Volume(int channels, int height, int width) {

    /** Returns the number of elements. */
    public int elements() {
      return channels * height * width;
    }
  }

  /** Height and width. */
  public record Plane(int height, int width) {}

  /** Returns the number of weights. */
  public int weights() {
    return out.channels() * in.channels() * kernel.height() * kernel.width();
  }

  /** Returns the same convolution of another number of images. */
  public ConvolutionShape withImages(int count) {
    return new ConvolutionShape(count, in, out, kernel, stride, dilation, padTop, padLeft, bias);
  }

  /** Returns the same convolution with a bias. */
  public ConvolutionShape withBias() {
    return new ConvolutionShape(images, in, out, kernel, stride, dilation, padTop, padLeft, true);
  }

  long[] inputDimensions() {
    return new long[] {images, in.channels(), in.height(), in.width()};
  }

  long[] outputDimensions() {
    return new long[] {images, out.channels(), out.height(), out.width()};
  }

  long[] weightDimensions() {
    return new long[] {out.channels(), in.channels(), kernel.height(), kernel.width()};
  }

  long[] strides() {
    return new long[] {stride.height(), stride.width()};
  }

  /** oneDNN counts the gaps between the kernel's elements. */
  long[] gaps() {
    return new long[] {dilation.height() - 1, dilation.width() - 1};
  }

  long[] paddingBefore() {
    return new long[] {padTop, padLeft};
  }

  /** What the other side has to have for the output's size; negative if input is left over. */
  long[] paddingAfter() {
    return new long[] {
      after(out.height(), in.height(), kernel.height(), stride.height(), dilation.height(), padTop),
      after(out.width(), in.width(), kernel.width(), stride.width(), dilation.width(), padLeft)
    };
  }

  private static long after(int out, int in, int kernel, int stride, int dilation, int before) {
    return (long) (out - 1) * stride + (long) (kernel - 1) * dilation + 1 - in - before;
  }
}
