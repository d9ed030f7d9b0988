package org.anact.bench.probe;

import java.util.ArrayList;
import java.util.List;
import org.anact.core.signal.ActivationSite;
import org.anact.core.signal.SiteObserver;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How far slope and gradient of one activation go together because some images, and some places in
 * them, have more of both. With means over the channels of one place of one image in the inner
 * brackets, it is
 *
 * <pre>
 * E[ E_c[f'(y)^2] E_c[(dL/dout)^2] ] / ( E[f'(y)^2] E[(dL/dout)^2] )
 * </pre>
 *
 * <p>which is 1 where all places are alike; and how unlike they are, as the coefficient of
 * variation of E_c[y^2]. Tensors are (N, H, W, C) or (N, C).
 */
final class PlaceSpread implements SiteObserver {

  private final ActivationSite site;
  private final List<Double> factors = new ArrayList<>();
  private final List<Double> variations = new ArrayList<>();
  private double[] slopes = {};

  PlaceSpread(ActivationSite site) {
    this.site = site;
  }

  @Override
  public void input(INDArray y) {
    INDArray slope = site.function().backprop(y.dup('c'), Nd4j.onesLike(y)).getFirst();
    slopes = meanSquares(slope);
    double[] squares = meanSquares(y);
    variations.add(new StandardDeviation(false).evaluate(squares) / new Mean().evaluate(squares));
  }

  @Override
  public void outputGradient(INDArray gradient) {
    double[] gradients = meanSquares(gradient);
    double slope = 0;
    double square = 0;
    double product = 0;
    for (int place = 0; place < gradients.length; place++) {
      slope += slopes[place];
      square += gradients[place];
      product += slopes[place] * gradients[place];
    }
    factors.add(product * gradients.length / (slope * square));
  }

  @Override
  public void inputGradient(INDArray gradient) {}

  /** Returns the mean over the mini-batches so far; {@code NaN} before the first. */
  double factor() {
    return mean(factors);
  }

  /** Returns that of the coefficient of variation. */
  double variation() {
    return mean(variations);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
  }

  /** The mean over the channels of each place. */
  private static double[] meanSquares(INDArray tensor) {
    float[] values = tensor.dup('c').data().asFloat();
    int channels = Math.toIntExact(tensor.size(tensor.rank() - 1));
    double[] means = new double[values.length / channels];
    for (int i = 0; i < values.length; i++) {
      means[i / channels] += (double) values[i] * values[i] / channels;
    }
    return means;
  }
}
