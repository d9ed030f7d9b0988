package org.anact.bench.grid;

import java.util.List;
import org.anact.core.training.CosineSchedule;
import org.anact.core.training.OneCycleSchedule;
import org.anact.core.training.StepSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** The form of the learning rate over the training, after a linear warm-up if there is one. */
public enum Schedule {
  /** The same at every step. */
  CONSTANT,
  /** Half a cosine down to zero. */
  COSINE,
  /** Times a factor at each milestone. */
  STEP,
  /** Up to the peak and down again; the warm-up is its rising part, 30 % of the steps if none. */
  ONECYCLE;

  private static final double RISING = 0.3;

  /**
   * A training, in steps.
   *
   * @param peak largest learning rate
   * @param warmup steps of warm-up
   * @param steps all steps
   * @param falls the steps of the milestones
   * @param factor of each milestone
   */
  record Course(double peak, int warmup, int steps, List<Integer> falls, double factor) {

    private int risingSteps() {
      return warmup > 0 ? warmup : Math.max(1, (int) Math.round(RISING * steps) - 1);
    }
  }

  /** The schedule from the end of the warm-up on; it counts from the first step of training. */
  ISchedule after(Course course) {
    return switch (this) {
      case CONSTANT -> new FixedSchedule(course.peak());
      case COSINE -> new CosineSchedule(course.peak(), course.warmup(), course.steps());
      case STEP -> new StepSchedule(course.peak(), course.factor(), course.falls());
      case ONECYCLE -> new OneCycleSchedule(course.peak(), course.risingSteps(), course.steps());
    };
  }

  boolean warmsUpItself() {
    return this == ONECYCLE;
  }
}
