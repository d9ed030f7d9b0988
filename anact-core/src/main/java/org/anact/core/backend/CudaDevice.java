package org.anact.core.backend;

import java.util.Map;

/**
 * A GPU as its driver describes it.
 *
 * @param index in the order of the driver, of those that this process may use
 * @param major first part of its compute capability
 * @param minor second part
 */
public record CudaDevice(int index, String name, int major, int minor) {
  /**
   * What ND4J's CUDA release holds machine code for, by first part: the least and the greatest
   * second part. It holds no PTX, from which a driver could make code for others.
   */
  private static final Map<Integer, int[]> HELD =
      Map.of(
          3, new int[] {7, 7},
          5, new int[] {0, 2},
          6, new int[] {0, 1},
          7, new int[] {0, 5},
          8, new int[] {0, 6});

  /** Whether the release can run on it: code runs on all later GPUs of the same first part. */
  public boolean isSupported() {
    int[] held = HELD.get(major);
    return held != null && minor >= held[0];
  }

  /** Returns name and compute capability. */
  public String words() {
    return "GPU %d, %s, compute capability %d.%d".formatted(index, name, major, minor);
  }
}
