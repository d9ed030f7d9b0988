package org.anact.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every number is that of the long way, ties and the neighbours of ties included. */
final class RoundingTest {

  private static final MathContext FIVE = new MathContext(5);

  private static DoubleStream values() {
    Random random = new Random(3);
    DoubleStream drawn =
        random.doubles(20_000).map(u -> (u - 0.5) * Math.pow(10, random.nextInt(30) - 15));
    DoubleStream ties =
        random
            .ints(5_000, -200_000, 200_000)
            .mapToDouble(i -> i / 200.0)
            .flatMap(tie -> DoubleStream.of(tie, Math.nextUp(tie), Math.nextDown(tie)));
    DoubleStream powers =
        DoubleStream.iterate(1e-20, power -> power < 1e20, power -> power * 10)
            .flatMap(power -> DoubleStream.of(power, Math.nextDown(power), -Math.nextUp(power)));
    DoubleStream rest = DoubleStream.of(0, -0.0, -0.004, 0.125, 2.675, 1e300, Double.MIN_VALUE);
    return Stream.of(drawn, ties, powers, rest).flatMapToDouble(part -> part);
  }

  @Test
  void decimalsAreThoseOfTheExactValue() {
    values()
        .forEach(
            value -> {
              BigDecimal exact = new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN);
              assertThat(SvgElement.number(value))
                  .isEqualTo(
                      exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString());
            });
  }

  @Test
  void significantDigitsAreThoseOfTheExactValue() {
    values()
        .forEach(
            value ->
                assertThat(Rounding.toDigits(value, FIVE).stripTrailingZeros())
                    .isEqualTo(new BigDecimal(value).round(FIVE).stripTrailingZeros()));
  }
}
