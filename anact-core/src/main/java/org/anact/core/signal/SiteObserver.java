package org.anact.core.signal;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sees the tensors that go through one activation in a training step. They are the network's own
 * and valid during the call alone; the observer leaves them as they are.
 */
public interface SiteObserver {

  /** Sees nothing. */
  SiteObserver NONE =
      new SiteObserver() {
        @Override
        public void input(INDArray y) {}

        @Override
        public void outputGradient(INDArray gradient) {}

        @Override
        public void inputGradient(INDArray gradient) {}
      };

  /** Called with what the activation is applied to, before it is. */
  void input(INDArray y);

  /** Called with the gradient of the mini-batch's summed loss with respect to the output. */
  void outputGradient(INDArray gradient);

  /** Called with that with respect to the input. */
  void inputGradient(INDArray gradient);
}
