package org.anact.core.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A tensor of floats in the memory of the host, element after element.
 *
 * @param memory the memory, which may hold more than the tensor
 * @param offset where in the memory the tensor begins, in elements
 * @param length number of elements
 * @param owner keeps the memory, which is freed with the array that it belongs to
 */
public record HostTensor(FloatBuffer memory, int offset, int length, INDArray owner)
    implements Source {

  /** Returns the memory of a tensor that {@link #isReadable}. */
  public static HostTensor of(INDArray array) {
    FloatBuffer memory = array.data().asNioFloat();
    return new HostTensor(memory, memory.position(), Math.toIntExact(array.length()), array);
  }

  /**
   * Returns whether kernels can read and write the tensor in place: floats on the host, in C order
   * without gaps, and few enough for an index.
   */
  public static boolean isReadable(INDArray array) {
    return array.dataType() == DataType.FLOAT
        && isOnHost()
        && array.ordering() == 'c'
        && array.data().length() + array.offset() < Integer.MAX_VALUE / Float.BYTES
        && isPacked(array);
  }

  /** Returns whether ND4J keeps its tensors in the memory of the host, and not in that of a GPU. */
  public static boolean isOnHost() {
    return Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
  }

  /** ND4J's own question says no where any dimension is 1, as in grey images. */
  private static boolean isPacked(INDArray array) {
    long stride = 1;
    for (int d = array.rank() - 1; d >= 0; d--) {
      if (array.size(d) != 1 && array.stride(d) != stride) {
        return false;
      }
      stride *= array.size(d);
    }
    return true;
  }

  /** Returns the tensor itself if kernels can read it, else a copy that they can, if any can. */
  public static Optional<INDArray> readable(INDArray array) {
    if (isReadable(array)) {
      return Optional.of(array);
    }
    if (array.dataType() != DataType.FLOAT || !isOnHost()) {
      return Optional.empty();
    }
    INDArray copy = array.dup('c');
    return isReadable(copy) ? Optional.of(copy) : Optional.empty();
  }

  /**
   * Returns the tensor's elements, of which the first is at the position; who reads them keeps it.
   */
  public FloatBuffer floats() {
    return memory.duplicate().position(offset).limit(offset + length);
  }

  /** One example of a mini-batch, as the passes of other layers divide it. */
  @Override
  public int unit() {
    return owner != null && owner.rank() > 1 && owner.length() == length && length > 0
        ? (int) (length / owner.size(0))
        : 1;
  }

  @Override
  public Reader reader(int slice) {
    return this::load;
  }

  /** Returns some of the elements, from one on. */
  public HostTensor part(int from, int count) {
    return new HostTensor(memory, offset + from, count, owner);
  }

  /** Returns the address of the first element; who uses it keeps the tensor. */
  public Pointer pointer() {
    return new FloatPointer(floats().slice());
  }

  /** Copies {@code count} elements from the given one on into an array. */
  void load(int at, float[] target, int count) {
    memory.get(offset + at, target, 0, count);
  }

  /** Copies the first {@code count} elements of an array to the given one on. */
  void store(int at, float[] source, int count) {
    memory.put(offset + at, source, 0, count);
  }

  /** Returns all elements, for tensors of a few. */
  public float[] toArray() {
    float[] values = new float[length];
    load(0, values, length);
    return values;
  }

  /** Overwrites all elements, for tensors of a few. */
  public void set(float[] values) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          values.length + " values for a tensor of " + length + ": " + Arrays.toString(values));
    }
    store(0, values, length);
  }
}
