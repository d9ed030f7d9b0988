package org.anact.report.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActivationStylesTest {
  private static final List<String> BASES = IntStream.range(0, 35).mapToObj(i -> "f" + i).toList();
  private static final ActivationStyles STYLES = new ActivationStyles(BASES);

  @Test
  void noTwoActivationsShareColourAndShape() {
    assertThat(BASES)
        .extracting(base -> STYLES.color(base).css() + STYLES.shape(base, true).word())
        .doesNotHaveDuplicates();
  }

  @Test
  void neighboursAreToldApartWithoutColour() {
    assertThat(BASES.subList(0, 5))
        .extracting(base -> STYLES.shape(base, true))
        .doesNotHaveDuplicates();
    assertThat(BASES)
        .allSatisfy(
            base -> {
              assertThat(STYLES.shape(base, false).word()).startsWith("open-");
              assertThat(STYLES.shape(base, true).word()).doesNotStartWith("open-");
              assertThat(STYLES.shape(base, false).word())
                  .isEqualTo("open-" + STYLES.shape(base, true).word());
            });
  }
}
