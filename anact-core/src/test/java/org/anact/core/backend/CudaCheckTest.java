package org.anact.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each stage at which CUDA may fail is named, and none is passed over. */
final class CudaCheckTest {

  private static final String LOADER = "/cache/libjnicudart.so: ";
  private static final String GONE = ": cannot open shared object file: No such file or directory";

  /** A machine on which all is well but for what a test changes. */
  private static final class Machine implements CudaSystem {
    private boolean inBuild = true;
    private String driver;
    private String runtime;
    private String backend;
    private int code;
    private int runtimeError;
    private int version = 11_060;
    private List<CudaDevice> devices = List.of(new CudaDevice(0, "GeForce RTX 3090", 8, 6));

    @Override
    public boolean isInBuild() {
      return inBuild;
    }

    @Override
    public Optional<String> loadDriver() {
      return Optional.ofNullable(driver);
    }

    @Override
    public Optional<String> loadRuntime() {
      assertThat(driver).as("nothing is loaded after the driver fails").isNull();
      return Optional.ofNullable(runtime);
    }

    @Override
    public int init() {
      assertThat(runtime).as("the driver cannot be called without the runtime").isNull();
      return code;
    }

    @Override
    public int driverVersion() {
      return version;
    }

    @Override
    public List<CudaDevice> devices() {
      return devices;
    }

    @Override
    public int startRuntime() {
      return runtimeError;
    }

    @Override
    public Optional<String> loadBackend() {
      return Optional.ofNullable(backend);
    }
  }

  private final Machine machine = new Machine();

  private void refused(String visible, String... parts) {
    assertThatThrownBy(() -> NativeBackend.requireCuda(machine, visible))
        .isInstanceOf(BackendException.class)
        .hasMessageStartingWith("ANACT_BACKEND is cuda, but ")
        .hasMessageContainingAll(parts)
        .extracting(Throwable::getMessage)
        .asString()
        .hasLineCount(1)
        .doesNotEndWith(".");
  }

  @Test
  void nothingIsSaidWhereAllIsWell() {
    assertThatCode(() -> NativeBackend.requireCuda(machine, null)).doesNotThrowAnyException();
  }

  @Test
  void buildWithoutCuda() {
    machine.inBuild = false;
    refused(null, "this build has no CUDA backend", "mvn -Pcuda");
  }

  @Test
  void noDriver() {
    machine.driver = "libcuda.so.1" + GONE;
    refused(null, "there is no NVIDIA driver (libcuda.so.1", "--gpus all");
  }

  @ParameterizedTest
  @CsvSource({
    "libcudart.so.11.0, true",
    "libcublas.so.11, false",
    "libcublasLt.so.11, false",
    "libcusolver.so.11, false",
    "libcusparse.so.11, false",
    "libcudnn.so.8, false"
  })
  void missingLibraryIsNamed(String library, boolean runtime) {
    String words = LOADER + library + GONE;
    if (runtime) {
      machine.runtime = words;
    } else {
      machine.backend = words;
    }
    refused(null, "the CUDA library " + library + " is missing");
  }

  @Test
  void libraryThatIsBroken() {
    machine.backend = "/cache/libnd4jcuda.so: file too short";
    refused(null, "cannot be loaded (/cache/libnd4jcuda.so: file too short)", "ANACT_CACHE");
  }

  @Test
  void noDevice() {
    machine.code = 100;
    refused(null, "finds no GPU", "CUDA_VISIBLE_DEVICES is not set");
    refused("-1", "finds no GPU", "CUDA_VISIBLE_DEVICES is '-1'", "unset it");
    machine.code = 0;
    machine.devices = List.of();
    refused("", "finds no GPU", "CUDA_VISIBLE_DEVICES is ''");
  }

  @ParameterizedTest
  @CsvSource({"803, 'its library and its kernel module differ'", "999, nvidia-smi"})
  void driverThatDoesNotStart(int code, String words) {
    machine.code = code;
    refused(null, "the NVIDIA driver does not start (CUDA error " + code, words);
  }

  @Test
  void runtimeThatFindsNothing() {
    machine.runtimeError = 35;
    refused(null, "find no GPU although the NVIDIA driver does (CUDA error 35)", "update");
  }

  @Test
  void driverThatIsTooOld() {
    machine.version = 10_020;
    refused(null, "the NVIDIA driver is for CUDA 10.2");
  }

  /** Against the list of what nd4j-cuda-11.6 of 1.0.0-M2.1 has machine code for. */
  @ParameterizedTest
  @CsvSource({
    "3, 0, false", "3, 5, false", "3, 7, true", "5, 0, true", "5, 2, true", "6, 0, true",
    "6, 1, true", "7, 0, true", "7, 5, true", "8, 0, true", "8, 6, true", "8, 9, true",
    "9, 0, false", "10, 0, false", "12, 0, false", "2, 1, false", "4, 0, false"
  })
  void computeCapability(int major, int minor, boolean supported) {
    machine.devices = List.of(new CudaDevice(0, "GPU", major, minor));
    assertThat(CudaCheck.problem(machine, null).isEmpty()).isEqualTo(supported);
    if (!supported) {
      refused(
          null, "compute capability %d.%d".formatted(major, minor), "3.7 to 8.6", "use the CPU");
    }
  }

  @Test
  void oneOfSeveralThatCannotBeUsedIsToBeHidden() {
    machine.devices =
        List.of(new CudaDevice(0, "GeForce", 8, 9), new CudaDevice(1, "NVIDIA H100", 9, 0));
    refused(null, "GPU 1, NVIDIA H100, compute capability 9.0", "CUDA_VISIBLE_DEVICES");
  }

  @Test
  void onlyTheVariableAsksForCuda() {
    assertThat(NativeBackend.isCuda(Map.of("ANACT_BACKEND", "cuda"))).isTrue();
    assertThat(NativeBackend.isCuda(Map.of("ANACT_BACKEND", "native"))).isFalse();
    assertThat(NativeBackend.isCuda(Map.of())).isFalse();
  }

  @Test
  void factsGoAsFarAsTheMachineDoes() {
    Map<String, String> facts = new LinkedHashMap<>();
    machine.devices = List.of(new CudaDevice(0, "NVIDIA H100", 9, 0));
    NativeFacts.cuda(facts, machine, "0");
    assertThat(facts)
        .containsEntry("CUDA_VISIBLE_DEVICES", "'0'")
        .containsEntry("NVIDIA driver", "found, for CUDA up to 11.6")
        .containsEntry(
            "GPU 0", "GPU 0, NVIDIA H100, compute capability 9.0, which ND4J cannot use");
    facts.clear();
    machine.driver = "libcuda.so.1" + GONE;
    NativeFacts.cuda(facts, machine, null);
    assertThat(facts)
        .containsEntry("NVIDIA driver", "none (libcuda.so.1" + GONE + ")")
        .doesNotContainKey("GPU 0");
  }

  @ParameterizedTest
  @CsvSource({
    ", 4, '0,1,2,3'",
    "'2,3', 2, '2,3'",
    "' 1 , 0 ', 2, '1,0'",
    "'GPU-5ebe9f43-ac33420d4628', 1, 'GPU-5ebe9f43-ac33420d4628'",
    "'MIG-GPU-5ebe/1/0,1', 2, 'MIG-GPU-5ebe/1/0,1'",
    "'1,-1,0', 1, '1'",
    "'', 0, ''",
    "'0,1,7', 2, '0,1'",
    ", 0, ''"
  })
  void devicesOfTheUserOrTheSchedulerAreHandedOut(String visible, int count, String expected) {
    assertThat(String.join(",", CudaDevices.toHandOut(visible, count))).isEqualTo(expected);
  }

  @Test
  void devicesAreThoseOfTheDriver() {
    machine.devices = List.of(new CudaDevice(0, "A", 8, 0), new CudaDevice(1, "B", 8, 0));
    assertThat(CudaDevices.here(machine, null)).containsExactly("0", "1");
    assertThat(CudaDevices.here(machine, "7,4")).containsExactly("7", "4");
    machine.code = 100;
    assertThat(CudaDevices.here(machine, null)).isEmpty();
    assertThat(CudaDevices.here()).as("of the CPU").isEmpty();
  }
}
