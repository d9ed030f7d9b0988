package org.anact.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which GPU each process has. */
final class DevicePoolTest {

  @Test
  void eachProcessHasTheGpuThatTheFewestHave() {
    DevicePool pool = new DevicePool(List.of("2", "5"));
    assertThat(pool.take()).contains("2");
    assertThat(pool.take()).contains("5");
    // More processes than GPUs share them.
    assertThat(pool.take()).contains("2");
    pool.giveBack("5");
    assertThat(pool.take()).contains("5");
    pool.giveBack("2");
    pool.giveBack("2");
    assertThat(pool.take()).contains("2");
  }

  @Test
  void withoutGpusNothingIsHandedOut() {
    assertThat(new DevicePool(List.of()).take()).isEmpty();
  }
}
