package org.anact.core.layer;

import java.util.Arrays;
import org.anact.core.statistics.BatchStatistics;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Takes the statistics of a mini-batch in which a mask marks some elements as padding. */
final class MaskedReduction {

  private MaskedReduction() {}

  /**
   * Returns the statistics over the elements that the mask keeps.
   *
   * @param y pre-activations, (N, C) or rank 3
   * @param f f(y), same shape
   * @param slope f'(y), same shape
   * @param mask (N, T) for recurrent input, else (N, 1) or (N); zero marks padding
   * @param timeAxis axis of time in y, or -1 if it has none
   */
  static BatchStatistics of(INDArray y, INDArray f, INDArray slope, INDArray mask, int timeAxis) {
    long[] maskShape = new long[y.rank()];
    Arrays.fill(maskShape, 1);
    maskShape[0] = y.size(0);
    if (timeAxis > 0) {
      maskShape[timeAxis] = y.size(timeAxis);
    }
    INDArray kept = Nd4j.ones(DataType.DOUBLE, y.shape());
    kept.muli(mask.castTo(DataType.DOUBLE).reshape(maskShape));
    double count = kept.sumNumber().doubleValue();

    INDArray input = y.castTo(DataType.DOUBLE);
    double inputMean = input.mul(kept).sumNumber().doubleValue() / count;
    INDArray deviation = input.sub(inputMean).muli(kept);
    double variance = deviation.mul(deviation).sumNumber().doubleValue() / count;
    INDArray output = f.castTo(DataType.DOUBLE).mul(kept);
    INDArray derivative = slope.castTo(DataType.DOUBLE).mul(kept);
    return new BatchStatistics(
        variance,
        variance + inputMean * inputMean,
        output.sumNumber().doubleValue() / count,
        output.mul(output).sumNumber().doubleValue() / count,
        derivative.mul(derivative).sumNumber().doubleValue() / count);
  }
}
