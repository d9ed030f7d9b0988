package org.anact.models.prediction;

/**
 * One axis of a convolution with zero padding: output q sees the inputs from q stride - before on,
 * as many as the kernel is long, but those outside of the image are not there.
 *
 * @param inputs places along the axis of the input
 * @param outputs places along the axis of the output
 * @param kernel length of the kernel
 * @param stride of the kernel
 * @param before zeros before the first input
 */
record Taps(int inputs, int outputs, int kernel, int stride, int before) {

  /** A single place that is seen once. */
  static final Taps POINT = new Taps(1, 1, 1, 1, 0);

  /** Returns for each input the sum over the outputs that see it. */
  double[] back(double[] values) {
    double[] sums = new double[inputs];
    visit((input, output) -> sums[input] += values[output]);
    return sums;
  }

  /** Returns for each output the sum over the inputs that it sees. */
  double[] forward(double[] values) {
    double[] sums = new double[outputs];
    visit((input, output) -> sums[output] += values[input]);
    return sums;
  }

  private interface Pair {
    void visit(int input, int output);
  }

  private void visit(Pair pair) {
    for (int output = 0; output < outputs; output++) {
      for (int tap = 0; tap < kernel; tap++) {
        int input = output * stride - before + tap;
        if (input >= 0 && input < inputs) {
          pair.visit(input, output);
        }
      }
    }
  }
}
