package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.anact.core.backend.BackendReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentTest {

  private static final Map<String, String> SETTINGS =
      Environment.current(BackendReport.current()).settings();

  private static Map<String, String> with(String name) {
    Map<String, String> changed = new HashMap<>(SETTINGS);
    assertThat(changed.put(name, "another")).as(name).isNotNull();
    return Environment.deciding(changed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cores", "os", "maxHeap"})
  void whatChangesNoNumberDecidesNothing(String name) {
    assertThat(with(name)).isEqualTo(Environment.deciding(SETTINGS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "nd4jThreads", "variables", "cpu", "classifier", "code"})
  void whatCanChangeANumberDecides(String name) {
    assertThat(with(name)).isNotEqualTo(Environment.deciding(SETTINGS));
  }

  /** ND4J sizes its pool by the machine; the setting of this process is what counts. */
  @Test
  void nd4jHasTheThreadsOfTheKernels() {
    assertThat(SETTINGS.get("nd4jThreads")).isEqualTo(SETTINGS.get("threads"));
  }
}
