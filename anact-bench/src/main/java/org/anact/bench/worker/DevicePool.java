package org.anact.bench.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands out GPUs to processes: the first of those that the fewest processes have. */
final class DevicePool {

  private final Map<String, Integer> users = new LinkedHashMap<>();

  /** Starts with all of them free; none where ND4J runs on the CPU. */
  DevicePool(List<String> devices) {
    devices.forEach(device -> users.put(device, 0));
  }

  /** Returns the name of a GPU for a process that starts; empty where there is none. */
  synchronized Optional<String> take() {
    Optional<String> free =
        users.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    free.ifPresent(device -> users.merge(device, 1, Integer::sum));
    return free;
  }

  /** Takes back what a process had that has ended. */
  synchronized void giveBack(String device) {
    users.merge(device, -1, Integer::sum);
  }
}
