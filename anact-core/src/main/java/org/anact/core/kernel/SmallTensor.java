package org.anact.core.kernel;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Moves tensors of a few elements between Java and wherever their memory is, as a whole. One
 * element at a time would copy all of a network's parameters for each, where the tensor is a view
 * of them on a GPU.
 */
public final class SmallTensor {

  private SmallTensor() {}

  /**
   * Returns the elements of tensors of one type, one tensor after the other, each in C order. From
   * a GPU they come in one copy, which waits for everything that the GPU has yet to do.
   */
  public static double[] read(INDArray... tensors) {
    if (Arrays.stream(tensors).allMatch(HostTensor::isReadable)) {
      return Arrays.stream(tensors).flatMapToDouble(SmallTensor::elements).toArray();
    }
    INDArray together = tensors.length == 1 ? tensors[0] : Nd4j.concat(0, rows(tensors));
    boolean packed =
        !together.isView() && together.ordering() == 'c' && together.elementWiseStride() == 1;
    return (packed ? together : together.dup('c')).data().asDouble();
  }

  private static DoubleStream elements(INDArray tensor) {
    float[] values = HostTensor.of(tensor).toArray();
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }

  private static INDArray[] rows(INDArray... tensors) {
    return Arrays.stream(tensors)
        .map(tensor -> tensor.reshape('c', new long[] {tensor.length()}))
        .toArray(INDArray[]::new);
  }

  /**
   * Overwrites the elements of a tensor, in C order, without a wait for a GPU, and returns them
   * rounded to its type.
   */
  public static double[] write(INDArray target, double... values) {
    if (target.dataType() == DataType.DOUBLE) {
      target.assign(Nd4j.createFromArray(values).reshape('c', target.shape()));
      return values;
    }
    float[] floats = new float[values.length];
    double[] rounded = new double[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
      rounded[i] = floats[i];
    }
    if (HostTensor.isReadable(target)) {
      HostTensor.of(target).set(floats);
    } else {
      target.assign(Nd4j.createFromArray(floats).reshape('c', target.shape()));
    }
    return target.dataType() == DataType.FLOAT ? rounded : read(target);
  }
}
