package org.anact.core.training;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's updater, with the same state and the same results, on the path that is meant for
 * gradients of the network's own.
 *
 * <p>Deeplearning4j 1.0.0-M2.1 takes every gradient for a foreign one, because it compares a new
 * view with the array behind it ({@code BaseMultiLayerUpdater.update}), and then wraps the
 * parameters once more for each variable: time that grows with the square of the number of layers.
 */
public final class NetworkUpdater extends ComputationGraphUpdater {

  private static final long serialVersionUID = 1L;

  private final double clipNorm;

  /**
   * Makes the updater of a network that is initialized; the network does not use it by itself.
   *
   * @param clipNorm longest gradient of a mini-batch's mean loss, as in {@link Optimizer}; 0 for
   *     any
   */
  public NetworkUpdater(ComputationGraph network, double clipNorm) {
    super(network);
    this.clipNorm = clipNorm;
  }

  /**
   * Gives a network this updater in place of the one that it has, whose state goes on. A network
   * that is cloned or read back from a file has Deeplearning4j's updater, which does not clip.
   *
   * @param network the network, initialized
   * @param clipNorm as in the constructor
   */
  public static void install(ComputationGraph network, double clipNorm) {
    NetworkUpdater updater = new NetworkUpdater(network, clipNorm);
    ComputationGraphUpdater before = network.getUpdater(false);
    if (before != null && before.getStateViewArray() != null) {
      updater.setStateViewArray(before.getStateViewArray().dup());
    }
    network.setUpdater(updater);
  }

  @Override
  @SuppressWarnings("try") // the scope is where the block makes its arrays
  public synchronized void update(
      Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaceMgr) {
    if (clipNorm > 0) {
      clip(gradient.gradient(), isMiniBatch() ? batchSize : 1);
    }
    if (!isOwn(gradient) || Arrays.stream(getOrderedLayers()).anyMatch(NetworkUpdater::isClipped)) {
      super.update(gradient, iteration, epoch, batchSize, workspaceMgr);
      return;
    }
    if (isMiniBatch()) {
      divideByMinibatch(false, gradient, batchSize);
    }
    for (UpdaterBlock block : updaterBlocks) {
      try (MemoryWorkspace scope = workspaceMgr.notifyScopeEntered(ArrayType.UPDATER_WORKING_MEM)) {
        block.update(iteration, epoch);
      }
    }
  }

  /** The gradient is still a sum over the mini-batch; state that is no parameter adds zeros. */
  private void clip(INDArray sum, int batchSize) {
    double norm = sum.norm2Number().doubleValue() / batchSize;
    if (norm > clipNorm) {
      sum.muli(clipNorm / norm);
    }
  }

  private boolean isOwn(Gradient gradient) {
    INDArray given = gradient.gradient();
    INDArray own = getFlattenedGradientsView();
    // Not by their addresses: CUDA has none on the host for what was never read there.
    return given.length() == own.length()
        && given.offset() == own.offset()
        && root(given.data()) == root(own.data());
  }

  /** The buffer of which one is a view, or else itself. */
  private static DataBuffer root(DataBuffer buffer) {
    return buffer.originalDataBuffer() == null ? buffer : buffer.originalDataBuffer();
  }

  private static boolean isClipped(Trainable layer) {
    GradientNormalization normalization = layer.getConfig().getGradientNormalization();
    return normalization != null && normalization != GradientNormalization.None;
  }
}
