package org.anact.core.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.anact.core.layer.AnActOptions.Statistics;
import org.anact.core.theory.Target;
import org.junit.jupiter.api.Test;

/** The rungs are what docs/method.md says, each one change above the one before it. */
final class LadderRungTest {

  private static final AnActOptions WHOLE = AnActOptions.defaults();

  @Test
  void rungsAddOnePartAtATime() {
    AnActOptions adaptive = WHOLE.withLearnableAlpha(false);
    AnActOptions centred = adaptive.withStatistics(Statistics.STATIC);
    assertThat(Arrays.stream(LadderRung.values()).map(rung -> rung.of(WHOLE)))
        .containsExactly(centred.withCentre(false), centred, adaptive, WHOLE);
  }

  @Test
  void otherOptionsOfTheWholeAreThoseOfEveryRung() {
    AnActOptions whole = WHOLE.withTarget(Target.FORWARD).withAlphaBound(0.5).withMomentum(0.5);
    assertThat(LadderRung.values())
        .allSatisfy(
            rung -> {
              assertThat(rung.of(whole).target()).isEqualTo(Target.FORWARD);
              assertThat(rung.of(whole).alphaBound()).isEqualTo(0.5);
              assertThat(rung.of(whole).momentum()).isEqualTo(0.5);
            });
  }
}
