package org.anact.core.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the variables do to numbers, {@code DeterminismIT} of the bench module shows. */
final class NativeVariablesTest {

  @Test
  void thoseThatChooseInstructionsOrBlocksAreNamed() {
    assertThat(
            NativeVariables.left(
                Map.of(
                    "OPENBLAS_CORETYPE", "Haswell",
                    "DNNL_MAX_CPU_ISA", "AVX2",
                    "PATH", "/bin",
                    "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1:glibc.cpu.hwcaps=-AVX2")))
        .isEqualTo("DNNL_MAX_CPU_ISA=AVX2 glibc.cpu.hwcaps=-AVX2 OPENBLAS_CORETYPE=Haswell");
  }

  @Test
  void thoseOfThreadsAndOfMemoryAreNot() {
    assertThat(
            NativeVariables.left(
                Map.of(
                    "OMP_NUM_THREADS", "3",
                    "OPENBLAS_NUM_THREADS", "3",
                    "SD_MAX_THREADS", "3",
                    "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1")))
        .isEqualTo("none");
  }
}
