package org.anact.bench.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.anact.datasets.Datasets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds, and what it keeps to itself. */
final class DoctorTest {

  @TempDir private Path data;

  private List<Finding> examine(Map<String, String> environment) {
    return new Doctor(
            Datasets.standard(),
            data,
            environment,
            () -> BackendFindings.of(List.of("started ND4J CPU"), List.of(), "ended with code 0"))
        .examine();
  }

  @Test
  void toldIsWhatABugReportNeeds() {
    assertThat(examine(Map.of()))
        .extracting(Finding::name)
        .contains(
            "anact",
            "commit",
            "Java",
            "Maven",
            "system",
            "processor",
            "cores",
            "memory",
            "encoding",
            "results",
            "native libraries",
            "cifar10",
            "start");
    assertThat(examine(Map.of()))
        .filteredOn(one -> one.area().equals("data sets"))
        .anySatisfy(one -> assertThat(one.value()).isEqualTo("comes with the suite"))
        .anySatisfy(one -> assertThat(one.value()).startsWith("not here: ./anact datasets fetch"));
  }

  @Test
  void variablesThatMayHoldSecretsAreNotTold() {
    List<Finding> findings =
        examine(
            Map.of(
                "ANACT_BACKEND", "cuda",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "ANACT_JAVA_OPTS", "-Xmx16g -Dproxy.password=secret -javaagent:x=secret",
                "MAVEN_OPTS", "secret"));
    assertThat(findings).noneSatisfy(one -> assertThat(one.value()).contains("secret"));
    assertThat(findings)
        .anySatisfy(one -> assertThat(one.value()).isEqualTo("cuda"))
        .anySatisfy(
            one ->
                assertThat(one.value()).isEqualTo("-Xmx16g -Dproxy.password=... -javaagent:x=..."));
  }

  @Test
  void damagedDataSetIsAWarning() throws Exception {
    Path folder = Files.createDirectories(data.resolve("cifar10"));
    Files.writeString(folder.resolve("data_batch_1.bin"), "no image");
    assertThat(examine(Map.of()))
        .filteredOn(one -> one.name().equals("cifar10"))
        .allSatisfy(
            one -> assertThat(one.trouble().map(Finding.Trouble::stops).orElse(false)).isFalse());
  }

  @Test
  void backendThatDoesNotStartStopsASweep() {
    List<Finding> told =
        BackendFindings.of(
            List.of("fact platform\tlinux-x86_64", "problem ANACT_BACKEND is cuda, but no"),
            List.of(),
            "ended with code 0");
    assertThat(told).first().isEqualTo(Finding.of("backend", "platform", "linux-x86_64"));
    assertThat(told.get(1).trouble())
        .contains(new Finding.Trouble("ANACT_BACKEND is cuda, but no", true));

    List<Finding> crashed =
        BackendFindings.of(
            List.of("fact platform\tlinux-x86_64"),
            List.of("SIGSEGV in libnd4jcpu.so"),
            "ended with code 134");
    assertThat(crashed.get(1).trouble().orElseThrow().sentence())
        .contains("its process ended with code 134", "SIGSEGV in libnd4jcpu.so");
    assertThat(crashed.get(1).trouble().orElseThrow().stops()).isTrue();
  }
}
