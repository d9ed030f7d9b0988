package org.anact.testing;

import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.cpu.nativecpu.buffer.FloatBuffer;

/** Floats on a {@link SimulatedDevice}, which is told of every access by Java. */
final class DeviceFloats extends FloatBuffer {

  private static final long serialVersionUID = 1L;

  /** Null while the constructor above runs. */
  private final transient DeviceMemory memory;

  private transient boolean filling;

  DeviceFloats(SimulatedDevice device, long length, boolean initialize) {
    super(length, initialize);
    memory = new DeviceMemory(device, length * Float.BYTES);
  }

  DeviceFloats(SimulatedDevice device, long length, boolean initialize, MemoryWorkspace workspace) {
    super(length, initialize, workspace);
    memory = new DeviceMemory(device, length * Float.BYTES);
  }

  /** A view. */
  DeviceFloats(SimulatedDevice device, DataBuffer whole, long length, long offset) {
    super(whole, length, offset);
    memory =
        whole instanceof DeviceFloats floats
            ? floats.memory
            : new DeviceMemory(device, whole.length() * Float.BYTES);
  }

  DeviceMemory memory() {
    return memory;
  }

  private void read() {
    if (memory != null) {
      memory.readByHost();
    }
  }

  private void write() {
    if (memory != null && !filling) {
      memory.writtenByHost();
    }
  }

  private void fill(Runnable how) {
    filling = true;
    how.run();
    filling = false;
    memory.filledByHost();
  }

  @Override
  public void setData(float[] data) {
    fill(() -> super.setData(data));
  }

  @Override
  public void setData(double[] data) {
    fill(() -> super.setData(data));
  }

  @Override
  public void setData(int[] data) {
    fill(() -> super.setData(data));
  }

  @Override
  public void setData(long[] data) {
    fill(() -> super.setData(data));
  }

  @Override
  public double getDouble(long i) {
    read();
    return super.getDouble(i);
  }

  @Override
  public float getFloat(long i) {
    read();
    return super.getFloat(i);
  }

  @Override
  public int getInt(long i) {
    read();
    return super.getInt(i);
  }

  @Override
  public long getLong(long i) {
    read();
    return super.getLong(i);
  }

  @Override
  public Number getNumber(long i) {
    read();
    return super.getNumber(i);
  }

  @Override
  public float[] asFloat() {
    read();
    return super.asFloat();
  }

  @Override
  public double[] asDouble() {
    read();
    return super.asDouble();
  }

  @Override
  public byte[] asBytes() {
    read();
    return super.asBytes();
  }

  @Override
  public java.nio.FloatBuffer asNioFloat() {
    write();
    return super.asNioFloat();
  }

  @Override
  public ByteBuffer asNio() {
    write();
    return super.asNio();
  }

  @Override
  public DataBuffer dup() {
    read();
    return super.dup();
  }

  @Override
  public void put(long i, float element) {
    write();
    super.put(i, element);
  }

  @Override
  public void put(long i, double element) {
    write();
    super.put(i, element);
  }

  @Override
  public void put(long i, int element) {
    write();
    super.put(i, element);
  }

  @Override
  public void put(long i, long element) {
    write();
    super.put(i, element);
  }

  @Override
  public void put(long i, boolean element) {
    write();
    super.put(i, element);
  }
}
