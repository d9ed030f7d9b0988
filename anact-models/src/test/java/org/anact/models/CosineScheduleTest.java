package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.anact.models.training.CosineSchedule;
import org.junit.jupiter.api.Test;

final class CosineScheduleTest {

  @Test
  void warmsUpLinearlyPeaksAndEndsAtZero() {
    CosineSchedule schedule = new CosineSchedule(0.4, 3, 103);
    assertThat(schedule.valueAt(0, 0)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.valueAt(2, 0)).isCloseTo(0.3, within(1e-12));
    assertThat(schedule.valueAt(3, 0)).isCloseTo(0.4, within(1e-12));
    assertThat(schedule.valueAt(53, 0)).isCloseTo(0.2, within(1e-12));
    assertThat(schedule.valueAt(103, 0)).isCloseTo(0.0, within(1e-12));
    assertThat(schedule.valueAt(500, 0)).isCloseTo(0.0, within(1e-12));
  }

  @Test
  void warmupLongerThanTrainingIsRefused() {
    assertThatThrownBy(() -> new CosineSchedule(0.1, 10, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("warm-up of 10");
  }
}
