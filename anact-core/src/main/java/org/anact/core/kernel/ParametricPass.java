package org.anact.core.kernel;

import java.util.Arrays;

/**
 * The passes of an activation whose parameters are shared by the elements of a tensor: element i
 * has parameter (i / run) mod count. With channels last the run is 1, with channels first it is an
 * image of one channel.
 */
public final class ParametricPass {

  private final ParametricKernel kernel;
  private final float[] parameters;
  private final int run;
  private final Team team;

  /** Makes the passes with these parameters, which stay as they are. */
  public ParametricPass(ParametricKernel kernel, float[] parameters, int run, Team team) {
    this.kernel = kernel;
    this.parameters = parameters;
    this.run = run;
    this.team = team;
  }

  /** Returns the passes of the activation with these parameters. */
  public ActivationPass activation() {
    return new ActivationPass(Block::new, team);
  }

  /** Returns the sum of epsilon df/dp over the elements of each parameter. */
  public double[] gradient(HostTensor x, HostTensor epsilon) {
    double[][] sums = new double[team.size()][parameters.length];
    team.run(slice -> add(x, epsilon, slice, sums[slice]));
    for (int slice = 1; slice < sums.length; slice++) {
      for (int p = 0; p < parameters.length; p++) {
        sums[0][p] += sums[slice][p];
      }
    }
    return sums[0];
  }

  private void add(HostTensor x, HostTensor epsilon, int slice, double[] sums) {
    float[] in = new float[Lanes.BLOCK];
    float[] e = new float[Lanes.BLOCK];
    float[] slope = new float[Lanes.BLOCK];
    int end = team.start(slice + 1, x.length());
    for (int at = team.start(slice, x.length()); at < end; at += Lanes.BLOCK) {
      int n = Math.min(Lanes.BLOCK, end - at);
      x.load(at, in, n);
      epsilon.load(at, e, n);
      kernel.parameterSlope(in, spread(at, n), slope, n);
      Lanes.multiply(e, slope, 1f, n);
      add(e, at, n, sums);
    }
  }

  /** Adds products of the elements from {@code at} on to the sums of their parameters. */
  private void add(float[] products, int at, int n, double[] sums) {
    int p = at / run % parameters.length;
    for (int from = 0; from < n; ) {
      int to = Math.min(n, from + chunk(at + from, p));
      if (run > 1) {
        sums[p] += Lanes.sum(products, from, to);
      } else {
        for (int i = from; i < to; i++) {
          sums[p + i - from] += products[i];
        }
      }
      p = next(p);
      from = to;
    }
  }

  /** Returns the parameters of {@code n} elements from {@code at} on. */
  private float[] spread(int at, int n) {
    float[] lane = new float[n];
    int p = at / run % parameters.length;
    for (int from = 0; from < n; ) {
      int to = Math.min(n, from + chunk(at + from, p));
      if (run > 1) {
        Arrays.fill(lane, from, to, parameters[p]);
      } else {
        System.arraycopy(parameters, p, lane, from, to - from);
      }
      p = next(p);
      from = to;
    }
    return lane;
  }

  /** Elements from one on that have the same parameter, or else all parameters from p on. */
  private int chunk(int at, int p) {
    return run > 1 ? run - at % run : parameters.length - p;
  }

  private int next(int p) {
    return run == 1 || p + 1 == parameters.length ? 0 : p + 1;
  }

  /** The activation over the elements from one on. */
  private final class Block implements ActivationKernel {

    private final int at;

    Block(int at) {
      this.at = at;
    }

    @Override
    public void value(float[] x, float[] f, int n) {
      kernel.value(x, spread(at, n), f, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      kernel.valueAndSlope(x, spread(at, n), f, slope, n);
    }
  }
}
