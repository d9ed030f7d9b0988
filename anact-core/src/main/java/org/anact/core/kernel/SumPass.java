package org.anact.core.kernel;

/** The passes of sums of tensors: shortcuts of residual networks, and weight decay. */
public final class SumPass {

  private final Team team;

  /** Makes the passes. */
  public SumPass(Team team) {
    this.team = team;
  }

  /** out = x + y. */
  public void forward(HostTensor x, HostTensor y, HostTensor out) {
    team.run(
        slice -> {
          float[] a = new float[Lanes.BLOCK];
          float[] b = new float[Lanes.BLOCK];
          int end = team.start(slice + 1, x.length());
          for (int at = team.start(slice, x.length()); at < end; at += Lanes.BLOCK) {
            int n = Math.min(Lanes.BLOCK, end - at);
            x.load(at, a, n);
            y.load(at, b, n);
            Lanes.plus(a, b, n);
            out.store(at, a, n);
          }
        });
  }

  /** Writes the gradient to both sides in one reading of it. */
  public void backward(HostTensor epsilon, HostTensor first, HostTensor second) {
    team.run(
        slice -> {
          float[] e = new float[Lanes.BLOCK];
          int end = team.start(slice + 1, epsilon.length());
          for (int at = team.start(slice, epsilon.length()); at < end; at += Lanes.BLOCK) {
            int n = Math.min(Lanes.BLOCK, end - at);
            epsilon.load(at, e, n);
            first.store(at, e, n);
            second.store(at, e, n);
          }
        });
  }

  /** y = y + factor x, for parameters: few enough for the calling thread alone. */
  public static void addScaled(HostTensor x, float factor, HostTensor y) {
    float[] a = new float[Lanes.BLOCK];
    float[] b = new float[Lanes.BLOCK];
    for (int at = 0; at < x.length(); at += Lanes.BLOCK) {
      int n = Math.min(Lanes.BLOCK, x.length() - at);
      x.load(at, a, n);
      y.load(at, b, n);
      Lanes.plusScaled(b, a, factor, n);
      y.store(at, b, n);
    }
  }
}
