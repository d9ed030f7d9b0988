package org.anact.testing;

import static org.assertj.core.api.Assertions.fail;

import java.util.function.LongConsumer;

/**
 * Where the newest copy of a buffer is, as ND4J's CUDA backend keeps it: the host's copy is fetched
 * as a whole when Java reads or writes any element of it, and sent as a whole before the next
 * operation that reads it. An operation that only writes does not fetch what the host wrote.
 */
final class DeviceMemory {

  private final SimulatedDevice device;
  private final long bytes;
  private boolean newerOnDevice = true;
  private boolean newerOnHost;
  private boolean refused;

  DeviceMemory(SimulatedDevice device, long bytes) {
    this.device = device;
    this.bytes = bytes;
  }

  /** From now on Java may neither read nor write an element. */
  void refuse() {
    refused = true;
  }

  void readByHost() {
    access(device::fetched);
  }

  void writtenByHost() {
    access(device::fetched);
    newerOnHost |= device.isOn();
  }

  /** All of a new buffer, which nothing is fetched for. */
  void filledByHost() {
    newerOnDevice = false;
    newerOnHost = true;
  }

  private void access(LongConsumer fetch) {
    if (!device.isOn()) {
      return;
    }
    if (refused) {
      fail("an element of the network's parameters or gradients was read or written by Java");
    }
    if (newerOnDevice) {
      fetch.accept(bytes);
      newerOnDevice = false;
    }
  }

  void readByOperation() {
    if (newerOnHost && device.isOn()) {
      device.sent(bytes);
    }
    newerOnHost = false;
  }

  /** Called after {@link #readByOperation} of an operation's inputs. */
  void writtenByOperation(boolean whole) {
    if (newerOnHost && !whole && device.isOn()) {
      fail("what Java wrote to a buffer is lost: an operation wrote elsewhere in it");
    }
    newerOnHost = false;
    newerOnDevice = true;
  }
}
