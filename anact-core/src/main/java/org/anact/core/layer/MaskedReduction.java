package org.anact.core.layer;

import java.util.Arrays;
import org.anact.core.kernel.SmallTensor;
import org.anact.core.statistics.BatchStatistics;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Takes the statistics of a mini-batch in which a mask marks some elements as padding. */
final class MaskedReduction {

  private MaskedReduction() {}

  /**
   * Returns the statistics over the elements that the mask keeps.
   *
   * @param y pre-activations, of any shape
   * @param f f(y), same shape
   * @param slope f'(y), same shape
   * @param mask zero marks padding: (N) or (N, 1) with one value an example; (N, T) for recurrent
   *     input; else of the input's rank with each size the input's or 1, where that of images is
   *     (N, 1, H, W) in either layout, as Deeplearning4j hands it on
   * @param layer the layer, which knows the layout of y
   * @throws IllegalStateException if the mask has no such shape
   */
  static BatchStatistics of(
      INDArray y, INDArray f, INDArray slope, INDArray mask, AnActLayer layer) {
    INDArray kept = Nd4j.ones(DataType.DOUBLE, y.shape());
    kept.muli(aligned(mask, y.shape(), layer).castTo(DataType.DOUBLE));
    INDArray input = y.castTo(DataType.DOUBLE);
    INDArray output = f.castTo(DataType.DOUBLE).mul(kept);
    INDArray derivative = slope.castTo(DataType.DOUBLE).mul(kept);
    double[] sums =
        SmallTensor.read(
            kept.sum(),
            input.mul(kept).sum(),
            output.sum(),
            output.mul(output).sum(),
            derivative.mul(derivative).sum());
    double count = sums[0];
    double inputMean = sums[1] / count;
    INDArray deviation = input.sub(inputMean).muli(kept);
    double variance = SmallTensor.read(deviation.mul(deviation).sum())[0] / count;
    return new BatchStatistics(
        variance,
        variance + inputMean * inputMean,
        sums[2] / count,
        sums[3] / count,
        sums[4] / count);
  }

  /** The mask with the rank of the input. */
  private static INDArray aligned(INDArray mask, long[] shape, AnActLayer layer) {
    INDArray aligned = mask;
    if (mask.rank() == shape.length) {
      boolean channelsLast = layer.getImageFormat() == CNN2DFormat.NHWC;
      aligned = shape.length == 4 && channelsLast ? mask.permute(0, 2, 3, 1) : mask;
    } else if (mask.length() == mask.size(0)) {
      aligned = mask.reshape(sizesOn(shape.length, 0, mask));
    } else if (mask.rank() == 2 && shape.length == 3) {
      int time = layer.getRnnFormat() == RNNFormat.NCW ? 2 : 1;
      aligned = mask.reshape(sizesOn(shape.length, time, mask));
    }
    if (!fits(aligned, shape)) {
      throw new IllegalStateException(
          ("layer '%s' has an input of shape %s and a mask of shape %s: give one value an example,"
                  + " (N, T) for time steps, or (N, 1, H, W) for images in either layout")
              .formatted(
                  layer.getLayerName(), Arrays.toString(shape), Arrays.toString(mask.shape())));
    }
    return aligned;
  }

  /** The mask's sizes on the first axis and the given one, which may be the first, else 1. */
  private static long[] sizesOn(int rank, int axis, INDArray mask) {
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    sizes[0] = mask.size(0);
    if (axis > 0) {
      sizes[axis] = mask.size(1);
    }
    return sizes;
  }

  private static boolean fits(INDArray mask, long[] shape) {
    boolean fits = mask.rank() == shape.length && mask.size(0) == shape[0];
    for (int axis = 1; fits && axis < shape.length; axis++) {
      fits = mask.size(axis) == 1 || mask.size(axis) == shape[axis];
    }
    return fits;
  }
}
