package org.anact.core.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The GPUs that a sweep hands out to its processes, one each. */
public final class CudaDevices {

  /** The environment variable that says which GPUs a process may use. */
  public static final String VARIABLE = "CUDA_VISIBLE_DEVICES";

  private CudaDevices() {}

  /** Returns those of this process; none where ND4J runs on the CPU. */
  public static List<String> here() {
    Map<String, String> environment = System.getenv();
    return NativeBackend.isCuda(environment)
        ? toHandOut(environment.get(VARIABLE), BackendReport.devices())
        : List.of();
  }

  /**
   * Returns the names of the GPUs, as {@link #VARIABLE} takes them: those that the user, or a
   * scheduler such as Slurm, has named, else all.
   *
   * @param visible value of the variable, may be null
   * @param count how many GPUs this process finds
   */
  static List<String> toHandOut(String visible, int count) {
    if (visible == null) {
      return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
    List<String> names = new ArrayList<>();
    for (String part : visible.split(",", -1)) {
      String name = part.strip();
      // CUDA takes no notice of what follows a name that is none.
      if (!name.matches("[0-9]+|(GPU|MIG)-[0-9A-Za-z/-]+") || names.size() == count) {
        break;
      }
      names.add(name);
    }
    return names;
  }

  /**
   * Returns the GPU of one of the processes that run side by side; empty where there is none.
   *
   * @param slot 0-based; where there are more processes than GPUs, several share one
   */
  public static Optional<String> ofSlot(List<String> devices, int slot) {
    return devices.isEmpty() ? Optional.empty() : Optional.of(devices.get(slot % devices.size()));
  }
}
