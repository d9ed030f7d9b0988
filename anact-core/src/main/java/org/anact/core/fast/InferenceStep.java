package org.anact.core.fast;

import java.util.List;
import org.anact.core.kernel.ActivationKernel;
import org.anact.core.kernel.ActivationPass;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.Team;

/** What a layer does in inference to a few examples, in one thread at a time. */
public interface InferenceStep extends AutoCloseable {

  /** One thread, the caller's. */
  Team ALONE = new Team(1);

  /** Returns the shape of one example of the output. */
  long[] outputShape();

  /**
   * Computes the output.
   *
   * @param examples how many there are
   * @param inputs one tensor for each input
   * @param output may be the first input where {@link #isInPlace}
   */
  void run(int examples, List<HostTensor> inputs, HostTensor output);

  /** Returns whether an output element depends on the input elements of its place alone. */
  default boolean isInPlace() {
    return false;
  }

  /** Returns the same step for another thread; one that keeps nothing between calls is its own. */
  default InferenceStep forThread() {
    return this;
  }

  /** Frees what the step holds. */
  @Override
  default void close() {}

  /** Returns the step of an activation, scale (f(x) - mu). */
  static InferenceStep activation(ActivationKernel kernel, double scale, double mu, long... shape) {
    ActivationPass pass = new ActivationPass(kernel, ALONE);
    return inPlace(
        (inputs, output) -> pass.forward(inputs.get(0), output, (float) scale, (float) mu), shape);
  }

  /** Returns a step that works element by element. */
  static InferenceStep inPlace(ElementWise work, long... shape) {
    return new InferenceStep() {
      @Override
      public long[] outputShape() {
        return shape.clone();
      }

      @Override
      public void run(int examples, List<HostTensor> inputs, HostTensor output) {
        work.run(inputs, output);
      }

      @Override
      public boolean isInPlace() {
        return true;
      }
    };
  }

  /** Work for which examples are nothing but elements. */
  interface ElementWise {
    void run(List<HostTensor> inputs, HostTensor output);
  }
}
