package org.anact.bench.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.anact.core.signal.ActivationSite;
import org.anact.core.signal.SiteObserver;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.factory.Nd4j;

final class PlaceSpreadTest {

  private final PlaceSpread spread = new PlaceSpread(new Relu());

  private double factor(float[][] y, float[][] gradient) {
    spread.input(Nd4j.createFromArray(y));
    spread.outputGradient(Nd4j.createFromArray(gradient));
    return spread.factor();
  }

  @Test
  void imagesThatHaveAllOfBothGiveTheirNumberInTheInverse() {
    float[][] y = {{1, 1}, {-1, -1}, {-1, -1}, {-1, -1}};
    float[][] gradient = {{3, 3}, {0, 0}, {0, 0}, {0, 0}};

    assertThat(factor(y, gradient)).isCloseTo(4, within(1e-12));
  }

  @Test
  void imagesThatAreAlikeGiveOneWhateverTheirChannelsDo() {
    float[][] y = {{1, -1}, {1, -1}};
    float[][] gradient = {{2, 0}, {2, 0}};

    assertThat(factor(y, gradient)).isCloseTo(1, within(1e-12));
  }

  @Test
  void placesOfOneImageCountAsImagesDo() {
    spread.input(Nd4j.createFromArray(new float[][][][] {{{{1, 1}, {-1, -1}}}}));
    spread.outputGradient(Nd4j.createFromArray(new float[][][][] {{{{1, 1}, {0, 0}}}}));

    assertThat(spread.factor()).isCloseTo(2, within(1e-12));
  }

  @Test
  void variationIsThatOfTheMeanSquareOfAPlace() {
    spread.input(Nd4j.createFromArray(new float[][] {{1, 3}, {1, 1}}));

    assertThat(spread.variation()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void nothingSeenIsNoNumber() {
    assertThat(spread.factor()).isNaN();
    assertThat(spread.variation()).isNaN();
  }

  /** A plain ReLU. */
  private static final class Relu implements ActivationSite {

    @Override
    public String name() {
      return "act";
    }

    @Override
    public IActivation function() {
      return new ActivationReLU();
    }

    @Override
    public double lambda() {
      return 1;
    }

    @Override
    public double mu() {
      return 0;
    }

    @Override
    public double alpha() {
      return 0;
    }

    @Override
    public double scale() {
      return 1;
    }

    @Override
    public void observe(SiteObserver observer) {}
  }
}
