package org.anact.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.databind.ObjectMapper;

final class SchedulesTest {

  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void cosineWarmsUpLinearlyPeaksAndEndsAtZero() {
    LinearWarmup schedule = new LinearWarmup(0.4, 3, new CosineSchedule(0.4, 3, 103));
    assertThat(schedule.valueAt(0, 0)).isCloseTo(0.1, EXACT);
    assertThat(schedule.valueAt(2, 0)).isCloseTo(0.3, EXACT);
    assertThat(schedule.valueAt(3, 0)).isCloseTo(0.4, EXACT);
    assertThat(schedule.valueAt(53, 0)).isCloseTo(0.2, EXACT);
    assertThat(schedule.valueAt(103, 0)).isCloseTo(0.0, EXACT);
    assertThat(schedule.valueAt(500, 0)).isCloseTo(0.0, EXACT);
  }

  @Test
  void stepsFallAtTheirMilestonesAlone() {
    StepSchedule schedule = new StepSchedule(0.1, 0.2, List.of(60, 120, 160));
    assertThat(schedule.valueAt(59, 0)).isCloseTo(0.1, EXACT);
    assertThat(schedule.valueAt(60, 0)).isCloseTo(0.02, EXACT);
    assertThat(schedule.valueAt(119, 0)).isCloseTo(0.02, EXACT);
    assertThat(schedule.valueAt(120, 0)).isCloseTo(0.004, EXACT);
    assertThat(schedule.valueAt(199, 0)).isCloseTo(0.0008, EXACT);
  }

  /** The values are those of torch.optim.lr_scheduler.OneCycleLR(max_lr=0.1, total_steps=100). */
  @Test
  void oneCycleRisesAndFallsAsPyTorchsDoes() {
    OneCycleSchedule schedule = new OneCycleSchedule(0.1, 29, 100);
    assertThat(schedule.valueAt(0, 0)).isCloseTo(0.004, EXACT);
    assertThat(schedule.valueAt(29, 0)).isCloseTo(0.1, EXACT);
    assertThat(schedule.valueAt(99, 0)).isCloseTo(4e-7, EXACT);
    for (int step = 0; step < 29; step++) {
      assertThat(schedule.valueAt(step + 1, 0)).isGreaterThan(schedule.valueAt(step, 0));
    }
    for (int step = 29; step < 99; step++) {
      assertThat(schedule.valueAt(step + 1, 0)).isLessThan(schedule.valueAt(step, 0));
    }
    assertThat(schedule.valueAt(10, 0)).isCloseTo(0.029516394846410082, within(1e-9));
    assertThat(schedule.valueAt(70, 0)).isCloseTo(0.03669841092903536, within(1e-9));
  }

  @Test
  void warmupLongerThanTrainingIsRefused() {
    assertThatThrownBy(() -> new CosineSchedule(0.1, 10, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("make the warm-up shorter");
    assertThatThrownBy(() -> new OneCycleSchedule(0.1, 10, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give 1 to 9");
  }

  static Stream<ISchedule> schedules() {
    return Stream.of(
        new CosineSchedule(0.1, 0, 10),
        new LinearWarmup(0.1, 5, new StepSchedule(0.1, 0.5, List.of(7, 8))),
        new OneCycleSchedule(0.1, 3, 10));
  }

  /** A saved network carries its schedule. */
  @ParameterizedTest
  @MethodSource("schedules")
  void surviveJson(ISchedule schedule) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    String text = mapper.writerFor(ISchedule.class).writeValueAsString(schedule);
    assertThat(mapper.readValue(text, ISchedule.class)).isEqualTo(schedule);
  }
}
