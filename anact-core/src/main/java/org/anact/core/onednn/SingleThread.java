package org.anact.core.onednn;

import java.util.function.IntConsumer;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps oneDNN from starting threads of its own while it works in one of the caller's. oneDNN and
 * ND4J share one OpenMP runtime, whose setting belongs to the calling thread.
 */
public final class SingleThread {

  private SingleThread() {}

  /** Returns a task that does the same with a single OpenMP thread. */
  public static IntConsumer of(IntConsumer task) {
    NativeOps openMp = NativeOpsHolder.getInstance().getDeviceNativeOps();
    return slice -> {
      int before = openMp.ompGetMaxThreads();
      if (before == 1) {
        task.accept(slice);
        return;
      }
      openMp.setOmpNumThreads(1);
      try {
        task.accept(slice);
      } finally {
        openMp.setOmpNumThreads(before);
      }
    };
  }
}
