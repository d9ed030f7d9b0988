package org.anact.core.fast;

import java.util.List;
import org.anact.core.kernel.HostTensor;
import org.anact.core.onednn.ConvolutionShape;
import org.anact.core.onednn.OneDnnConvolution;
import org.bytedeco.javacpp.FloatPointer;

/** A convolution in inference, with what a batch norm behind it does folded into its weights. */
final class ConvolutionStep implements InferenceStep {

  /** As many examples as usual, and what is left in the end. */
  private static final int MOST_SHAPES = 2;

  private final ConvolutionShape shape;
  private final float[] weights;
  private final float[] biases;
  private final RecentlyUsed<Integer, OneDnnConvolution> convolutions =
      new RecentlyUsed<>(MOST_SHAPES, OneDnnConvolution::close);
  private FloatPointer loadedBiases;

  /**
   * Takes a convolution.
   *
   * @param shape with a bias
   * @param weights (out, in, height, width)
   * @param biases of each output channel
   */
  ConvolutionStep(ConvolutionShape shape, float[] weights, float... biases) {
    this.shape = shape;
    this.weights = weights;
    this.biases = biases;
  }

  /** Returns the step that computes a y + b of each channel of this one's output y. */
  ConvolutionStep followedBy(float[] a, float... b) {
    float[] scaled = new float[weights.length];
    float[] shifted = new float[biases.length];
    int size = weights.length / biases.length;
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = a[i / size] * weights[i];
    }
    for (int c = 0; c < shifted.length; c++) {
      shifted[c] = Math.fma(a[c], biases[c], b[c]);
    }
    return new ConvolutionStep(shape, scaled, shifted);
  }

  @Override
  public long[] outputShape() {
    return new long[] {shape.out().height(), shape.out().width(), shape.out().channels()};
  }

  @Override
  public void run(int examples, List<HostTensor> inputs, HostTensor output) {
    convolutions
        .get(examples, this::prepared)
        .apply(inputs.get(0).pointer(), loadedBiases, output.pointer());
  }

  private OneDnnConvolution prepared(int examples) {
    if (loadedBiases == null) {
      loadedBiases = new FloatPointer(biases);
    }
    OneDnnConvolution convolution = new OneDnnConvolution(shape.withImages(examples));
    try (FloatPointer plain = new FloatPointer(weights)) {
      convolution.load(plain);
    }
    return convolution;
  }

  @Override
  public ConvolutionStep forThread() {
    return new ConvolutionStep(shape, weights, biases);
  }

  @Override
  public void close() {
    convolutions.clear();
    if (loadedBiases != null) {
      loadedBiases.close();
      loadedBiases = null;
    }
  }
}
