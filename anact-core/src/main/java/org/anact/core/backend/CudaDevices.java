package org.anact.core.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The GPUs that a sweep hands out to its processes, one each. */
public final class CudaDevices {

  /** The environment variable that says which GPUs a process may use. */
  public static final String VARIABLE = "CUDA_VISIBLE_DEVICES";

  private CudaDevices() {}

  /** Returns those of this process, without loading ND4J; none where it runs on the CPU. */
  public static List<String> here() {
    Map<String, String> environment = System.getenv();
    if (!NativeBackend.isCuda(environment)) {
      return List.of();
    }
    System.setProperty(NativeCache.PROPERTY, NativeFacts.cacheFolder().toString());
    return here(new NativeCuda(), environment.get(VARIABLE));
  }

  /** None where CUDA does not start: whoever needs it then is told why. */
  static List<String> here(CudaSystem system, String visible) {
    boolean works =
        system.isInBuild()
            && system.loadDriver().isEmpty()
            && system.loadRuntime().isEmpty()
            && system.init() == 0;
    return works ? toHandOut(visible, system.devices().size()) : List.of();
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
}
