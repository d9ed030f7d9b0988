package org.anact.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class NativeBackendTest {

  private static final String SERVER =
      "flags\t\t: fpu avx avx2 fma avx512f avx512dq avx512cd avx512bw avx512vl\n";
  private static final String DESKTOP = "flags\t\t: fpu avx avx2 fma\n";

  @Test
  void everyProcessorGetsOnlyBuildsThatItCanRun() {
    assertThat(NativeBackend.candidates(CpuFeatures.fromCpuInfo(SERVER)))
        .containsExactly("-onednn-avx512", "-onednn-avx2", "-onednn");
    assertThat(NativeBackend.candidates(CpuFeatures.fromCpuInfo(DESKTOP)))
        .containsExactly("-onednn-avx2", "-onednn");
    assertThat(NativeBackend.candidates(CpuFeatures.fromCpuInfo("flags : fpu avx2\n")))
        .containsExactly("-onednn");
    assertThat(NativeBackend.candidates(new CpuFeatures(Set.of()))).containsExactly("-onednn");
  }

  @Test
  void unequalCoresCountOnlyWhatAllHave() {
    assertThat(CpuFeatures.fromCpuInfo("processor : 0\n" + SERVER + "\nprocessor : 1\n" + DESKTOP))
        .isEqualTo(CpuFeatures.fromCpuInfo(DESKTOP));
  }

  @Test
  void partOfAvx512IsNotEnough() {
    assertThat(CpuFeatures.fromCpuInfo("flags : avx2 fma avx512f avx512cd\n").hasAvx512())
        .isFalse();
  }

  @Test
  void bestBuildForThisProcessorIsTheOneLoaded() {
    assumeTrue(
        NativeBackend.platform().equals("linux-x86_64"), "published with oneDNN for this one");
    String best = NativeBackend.candidates(CpuFeatures.detect()).get(0);
    BackendReport report = BackendReport.current();
    assertThat(report.backend()).isEqualTo("CPU");
    assertThat(report.classifier()).isEqualTo("linux-x86_64" + best);
    assertThat(report.helpers()).isTrue();
    assertThat(report.cuda()).isEqualTo("not on the class path");
    assertThat(report.line()).contains(report.classifier(), "helpers on", "kernels on");
  }

  @Test
  void negativeThreadsAreRefused() {
    assertThatThrownBy(() -> new NativeBackend.Settings(-2, true, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threads is -2");
  }
}
