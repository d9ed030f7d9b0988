package org.anact.testing;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.IndexAccumulation;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.RandomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.impl.summarystats.Variance;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.cpu.nativecpu.buffer.DefaultDataBufferFactory;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A GPU as the suite and ND4J see it, on the CPU: while one is open, ND4J says that its tensors are
 * on a device, so that everything takes the path of CUDA, and every operation and every copy of
 * floats between device and host is counted, as {@link DeviceMemory} has them.
 *
 * <p>It says nothing about speed, and nothing about what CUDA computes.
 */
public final class SimulatedDevice implements AutoCloseable {

  private static final String HELPERS = "org.eclipse.deeplearning4j.helpers.disable";

  /**
   * What a device has done.
   *
   * @param queued operations that are only queued
   * @param awaited operations after which ND4J's CUDA backend waits for the device: its "custom"
   *     ones
   * @param fetches copies to the host, each of which waits for the device
   * @param bytesFetched what they copied
   * @param sends copies to the device
   * @param bytesSent what they copied
   * @param bytesOutsideWorkspaces floats that were made outside of workspaces, in bytes, which stay
   *     until Java's collector finds them
   */
  public record Counts(
      int queued,
      int awaited,
      int fetches,
      long bytesFetched,
      int sends,
      long bytesSent,
      long bytesOutsideWorkspaces) {

    /** Returns all operations. */
    public int operations() {
      return queued + awaited;
    }

    private Counts minus(Counts other) {
      return new Counts(
          queued - other.queued,
          awaited - other.awaited,
          fetches - other.fetches,
          bytesFetched - other.bytesFetched,
          sends - other.sends,
          bytesSent - other.bytesSent,
          bytesOutsideWorkspaces - other.bytesOutsideWorkspaces);
    }
  }

  private final Map<String, Object> before = new TreeMap<>();
  private final String helpersBefore = System.getProperty(HELPERS);
  private final boolean nativeHelpersBefore = Nd4j.getEnvironment().helpersAllowed();
  private final Map<String, Integer> names = new TreeMap<>();
  private boolean on;
  private int depth;
  private int queued;
  private int awaited;
  private int fetches;
  private long bytesFetched;
  private int sends;
  private long bytesSent;
  private long bytesOutsideWorkspaces;

  private SimulatedDevice() {}

  /** Opens one. Networks that are to be on it are made while it is open. */
  public static SimulatedDevice open() {
    SimulatedDevice device = new SimulatedDevice();
    device.replace("OP_EXECUTIONER_INSTANCE", device.new Executioner());
    device.replace("DATA_BUFFER_FACTORY_INSTANCE", device.new Buffers());
    System.setProperty(HELPERS, "true");
    Nd4j.getEnvironment().allowHelpers(false);
    device.on = true;
    return device;
  }

  @Override
  public void close() {
    on = false;
    before.forEach(SimulatedDevice::set);
    System.setProperty(HELPERS, helpersBefore);
    Nd4j.getEnvironment().allowHelpers(nativeHelpersBefore);
  }

  /** From now on a test fails that lets Java read or write elements of a buffer of these. */
  public void refuseAccess(INDArray... arrays) {
    for (INDArray array : arrays) {
      memory(array).refuse();
    }
  }

  /** Returns what the device does meanwhile. */
  public Counts during(Runnable work) {
    Counts start = counts();
    names.clear();
    work.run();
    return counts().minus(start);
  }

  /** Returns how often each operation ran in the last {@link #during}. */
  public Map<String, Integer> operations() {
    return new TreeMap<>(names);
  }

  private Counts counts() {
    return new Counts(
        queued, awaited, fetches, bytesFetched, sends, bytesSent, bytesOutsideWorkspaces);
  }

  boolean isOn() {
    return on;
  }

  void fetched(long bytes) {
    fetches++;
    bytesFetched += bytes;
  }

  void sent(long bytes) {
    sends++;
    bytesSent += bytes;
  }

  private static DeviceMemory memory(INDArray array) {
    return ((DeviceFloats) array.data()).memory();
  }

  private static boolean isOnDevice(INDArray array) {
    return array != null && !array.isEmpty() && array.data() instanceof DeviceFloats;
  }

  private void replace(String name, Object value) {
    before.put(name, set(name, value));
  }

  private static Object set(String name, Object value) {
    try {
      Field field = Nd4j.class.getDeclaredField(name);
      field.setAccessible(true);
      Object old = field.get(null);
      field.set(null, value);
      return old;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private <T> T operation(
      String name,
      boolean waits,
      Supplier<T> work,
      Supplier<List<INDArray>> in,
      Supplier<List<INDArray>> out) {
    if (depth++ == 0) {
      names.merge(name, 1, Integer::sum);
      if (waits) {
        awaited++;
      } else {
        queued++;
      }
      in.get().stream()
          .filter(SimulatedDevice::isOnDevice)
          .forEach(a -> memory(a).readByOperation());
    }
    try {
      return work.get();
    } finally {
      if (--depth == 0) {
        out.get().stream()
            .filter(SimulatedDevice::isOnDevice)
            .forEach(a -> memory(a).writtenByOperation(!a.isView()));
      }
    }
  }

  /** Makes floats on the device. */
  private final class Buffers extends DefaultDataBufferFactory {

    @Override
    public DataBuffer create(DataBuffer whole, long offset, long length) {
      return whole.dataType() == DataType.FLOAT
          ? new DeviceFloats(SimulatedDevice.this, whole, length, offset)
          : super.create(whole, offset, length);
    }

    @Override
    public DataBuffer create(DataType type, long length, boolean initialize) {
      if (type != DataType.FLOAT) {
        return super.create(type, length, initialize);
      }
      bytesOutsideWorkspaces += length * Float.BYTES;
      return new DeviceFloats(SimulatedDevice.this, length, initialize);
    }

    @Override
    public DataBuffer create(
        DataType type, long length, boolean initialize, MemoryWorkspace workspace) {
      return type == DataType.FLOAT
          ? new DeviceFloats(SimulatedDevice.this, length, initialize, workspace)
          : super.create(type, length, initialize, workspace);
    }
  }

  /** Computes on the CPU and says that it does not. */
  private final class Executioner extends NativeOpExecutioner {

    @Override
    public ExecutionerType type() {
      return ExecutionerType.CUDA;
    }

    private <T> T queued(Op op, OpContext context, Supplier<T> work) {
      return operation(
          op.opName(),
          false,
          work,
          () -> context == null ? Arrays.asList(op.x(), op.y(), op.z()) : all(context),
          () -> context == null ? Arrays.asList(op.z()) : context.getOutputArrays());
    }

    /** What it writes, too: these operations fetch it. */
    private List<INDArray> all(OpContext context) {
      List<INDArray> all = new ArrayList<>(context.getInputArrays());
      all.addAll(context.getOutputArrays());
      return all;
    }

    @Override
    public INDArray exec(Op op) {
      return queued(op, null, () -> super.exec(op));
    }

    @Override
    public INDArray exec(Op op, OpContext context) {
      return queued(op, context, () -> super.exec(op, context));
    }

    @Override
    public INDArray exec(ReduceOp op) {
      return queued(op, null, () -> super.exec(op));
    }

    @Override
    public INDArray exec(Variance op) {
      return queued(op, null, () -> super.exec(op));
    }

    @Override
    public INDArray exec(IndexAccumulation op) {
      return queued(op, null, () -> super.exec(op));
    }

    @Override
    public INDArray exec(ScalarOp op) {
      return queued(op, null, () -> super.exec(op));
    }

    @Override
    public INDArray exec(BroadcastOp op) {
      return queued(op, null, () -> super.exec(op));
    }

    @Override
    public INDArray exec(RandomOp op, Random random) {
      return queued(op, null, () -> super.exec(op, random));
    }

    @Override
    public INDArray[] exec(CustomOp op) {
      return operation(
          op.opName(), true, () -> super.exec(op), op::inputArguments, op::outputArguments);
    }

    @Override
    public INDArray[] exec(CustomOp op, OpContext context) {
      return operation(
          op.opName(),
          true,
          () -> super.exec(op, context),
          () -> new ArrayList<>(context.getInputArrays()),
          () -> new ArrayList<>(context.getOutputArrays()));
    }
  }
}
