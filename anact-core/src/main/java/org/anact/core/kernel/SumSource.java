package org.anact.core.kernel;

/**
 * The sum of two sources of one length, as where a shortcut ends.
 *
 * @param first the one side
 * @param second the other
 */
public record SumSource(Source first, Source second) implements Source {

  @Override
  public int length() {
    return first.length();
  }

  @Override
  public int unit() {
    return Math.max(first.unit(), second.unit());
  }

  @Override
  public Reader reader(int slice) {
    Reader left = first.reader(slice);
    Reader right = second.reader(slice);
    float[] other = new float[Lanes.BLOCK];
    return new Reader() {
      @Override
      public void load(int at, float[] target, int n) {
        left.load(at, target, n);
        right.load(at, other, n);
        Lanes.plus(target, other, n);
      }

      @Override
      public void gradient(float[] epsilon, int n) {
        left.gradient(epsilon, n);
        right.gradient(epsilon, n);
      }

      @Override
      public void end() {
        left.end();
        right.end();
      }
    };
  }
}
