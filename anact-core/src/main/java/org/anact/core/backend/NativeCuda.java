package org.anact.core.backend;

import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * CUDA as this machine has it. Its classes are called by name, as only a build for CUDA has them.
 */
final class NativeCuda implements CudaSystem {

  private static final String RUNTIME = "org.bytedeco.cuda.global.cudart";
  private static final String BACKEND = "org.nd4j.linalg.jcublas.bindings.Nd4jCuda";

  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;
  private static final int NAME_BYTES = 256;

  @Override
  public boolean isInBuild() {
    return NativeCuda.class.getClassLoader().getResource(BACKEND.replace('.', '/') + ".class")
        != null;
  }

  @Override
  public Optional<String> loadDriver() {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    try {
      Loader.loadGlobal(windows ? "nvcuda.dll" : "libcuda.so.1");
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(words(e));
    }
  }

  @Override
  public Optional<String> loadRuntime() {
    return load(RUNTIME);
  }

  @Override
  public Optional<String> loadBackend() {
    return load(BACKEND);
  }

  /** Loads a class, whose initializer loads its library. */
  private static Optional<String> load(String type) {
    try {
      Class.forName(type);
      return Optional.empty();
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.of(words(e));
    }
  }

  private static String words(Throwable e) {
    // The last of the chain is the linker's; those before tell where it was looked for.
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }

  @Override
  public int init() {
    return call("cuInit", new Class<?>[] {int.class}, 0);
  }

  @Override
  public int driverVersion() {
    int[] version = new int[1];
    call("cuDriverGetVersion", new Class<?>[] {int[].class}, version);
    return version[0];
  }

  @Override
  public List<CudaDevice> devices() {
    int[] count = new int[1];
    call("cuDeviceGetCount", new Class<?>[] {int[].class}, count);
    List<CudaDevice> devices = new ArrayList<>();
    for (int index = 0; index < count[0]; index++) {
      byte[] name = new byte[NAME_BYTES];
      call(
          "cuDeviceGetName",
          new Class<?>[] {byte[].class, int.class, int.class},
          name,
          NAME_BYTES,
          index);
      devices.add(
          new CudaDevice(
              index,
              new String(name, StandardCharsets.UTF_8).replace("\0", "").strip(),
              attribute(CAPABILITY_MAJOR, index),
              attribute(CAPABILITY_MINOR, index)));
    }
    return devices;
  }

  @Override
  public int startRuntime() {
    int[] count = new int[1];
    int error = call("cudaGetDeviceCount", new Class<?>[] {int[].class}, count);
    return error == 0 && count[0] == 0 ? CudaCheck.NO_DEVICE : error;
  }

  private static int attribute(int which, int device) {
    int[] value = new int[1];
    call(
        "cuDeviceGetAttribute",
        new Class<?>[] {int[].class, int.class, int.class},
        value,
        which,
        device);
    return value[0];
  }

  private static int call(String function, Class<?>[] types, Object... arguments) {
    try {
      return (Integer) Class.forName(RUNTIME).getMethod(function, types).invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      throw new BackendException("the NVIDIA driver cannot be asked (%s)".formatted(cause), cause);
    }
  }
}
