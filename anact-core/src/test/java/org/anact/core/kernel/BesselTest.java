package org.anact.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BesselTest {

  /** I0 and I1 of Abramowitz and Stegun, table 9.8 and 9.11. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "1, 0.4657596077, 0.2079104154",
    "2, 0.3085083225, 0.2152692892",
    "5, 0.1835408126, 0.1639722669",
    "10, 0.1278333372, 0.1212626814"
  })
  void theyHaveTheirTabulatedValues(double x, double i0e, double i1e) {
    assertThat(Bessel.i0e(x)).isCloseTo(i0e, within(1e-9));
    assertThat(Bessel.i1e(x)).isCloseTo(i1e, within(1e-9));
    assertThat(Bessel.i0e(-x)).isEqualTo(Bessel.i0e(x));
    assertThat(Bessel.i1e(-x)).isEqualTo(-Bessel.i1e(x));
  }

  /** The sum of the power series of I0 and I1. */
  @Test
  void theyAreTheirPowerSeries() {
    for (double x = 0; x < 30; x += 0.37) {
      double term = Math.exp(-x);
      double i0 = 0;
      double ratio = 0;
      for (int k = 1; k < 200; k++) {
        i0 += term;
        ratio += 0.5 * term / k;
        term *= x * x / (4.0 * k * k);
      }
      assertThat(Bessel.i0e(x)).isCloseTo(i0, within(1e-13));
      assertThat(Bessel.i1eRatio(x)).isCloseTo(ratio, within(1e-13));
    }
  }

  @Test
  void theFarFormMeetsTheOtherOne() {
    assertThat(Bessel.i0e(100001)).isCloseTo(Bessel.i0e(99999), within(3e-8));
    double expected = 1 / Math.sqrt(2 * Math.PI * 1e12);
    assertThat(Bessel.i0e(1e12)).isCloseTo(expected, within(1e-12 * expected));
    assertThat(Bessel.i1e(-1e12)).isCloseTo(-expected, within(1e-11 * expected));
    double at = Bessel.i0e(99999) * Math.sqrt(99999.0 / 100001.0);
    assertThat(Bessel.i0e(100001)).isCloseTo(at, within(1e-13));
    at = Bessel.i1eRatio(99999) * Math.pow(99999.0 / 100001.0, 1.5);
    assertThat(Bessel.i1eRatio(100001)).isCloseTo(at, within(1e-17));
  }

  @Test
  void theirLoopsAreTheFunctionsInFloats() {
    int n = 4001;
    float[] x = new float[n];
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (i - n / 2) * 0.02f;
    }
    Elementary.i0e(x, y, n);
    for (int i = 0; i < n; i++) {
      assertThat((double) y[i]).isCloseTo(Bessel.i0e(x[i]), within(7e-7 * Bessel.i0e(x[i])));
    }
    Elementary.i1eRatio(x, y, n);
    for (int i = 0; i < n; i++) {
      double expected = Bessel.i1eRatio(x[i]);
      assertThat((double) y[i]).isCloseTo(expected, within(7e-7 * expected));
    }
    Elementary.i1e(x, x, n);
    for (int i = 0; i < n; i++) {
      double at = (i - n / 2) * 0.02f;
      assertThat((double) x[i]).isCloseTo(Bessel.i1e(at), within(3e-7));
    }
  }
}
