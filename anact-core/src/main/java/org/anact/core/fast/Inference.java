package org.anact.core.fast;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.Team;
import org.anact.core.onednn.OneDnnEngine;
import org.anact.core.onednn.SingleThread;
import org.anact.core.training.SoftmaxCrossEntropy;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A classifier as it is now, for the evaluation of many images. Each thread takes its images
 * through the whole network, a few at a time; batch norm is part of the convolution before it,
 * which changes the logits by rounding alone. Networks with a layer that has no step for this are
 * computed by Deeplearning4j. For one calling thread at a time.
 */
public final class Inference implements AutoCloseable {

  /** Few enough for the largest tensors of a usual network to stay in the second-level cache. */
  private static final int EXAMPLES = 16;

  private final ComputationGraph network;
  private final Team team = Team.shared();
  private long[] shape = {};

  /** Those that no thread uses at the moment. */
  private final Queue<InferencePlan> free = new ConcurrentLinkedQueue<>();

  /** One for each thread; none where Deeplearning4j computes the network. */
  private List<InferencePlan> plans = List.of();

  /** Takes a network; what later happens to its parameters is not seen, or not certainly. */
  public Inference(ComputationGraph network) {
    this.network = network;
  }

  /**
   * Returns the logits of each image, as {@link SoftmaxCrossEntropy#logits}.
   *
   * @param images a mini-batch in the network's format
   */
  public double[][] logits(INDArray images) {
    if (!isPlanned(images)) {
      return SoftmaxCrossEntropy.logits(network, images);
    }
    int count = Math.toIntExact(images.size(0));
    int classes = classes();
    float[] values;
    try (INDArray output = Nd4j.createUninitialized(DataType.FLOAT, count, classes)) {
      HostTensor x = HostTensor.of(images);
      HostTensor y = HostTensor.of(output);
      team.run(SingleThread.of(slice -> run(slice, count, x, y)));
      values = y.toArray();
    }
    double[][] rows = new double[count][classes];
    for (int i = 0; i < values.length; i++) {
      rows[i / classes][i % classes] = values[i];
    }
    return rows;
  }

  /** Frees the memory of the plans; they are made anew when they are needed. */
  @Override
  public void close() {
    free.clear();
    plans.forEach(InferencePlan::close);
    plans = List.of();
    shape = new long[0];
  }

  private void run(int slice, int count, HostTensor x, HostTensor y) {
    int from = team.start(slice, count);
    int end = team.start(slice + 1, count);
    int read = x.length() / count;
    int written = y.length() / count;
    InferencePlan own = free.remove();
    try {
      for (int at = from; at < end; at += EXAMPLES) {
        int n = Math.min(EXAMPLES, end - at);
        own.run(n, x.part(at * read, n * read), y.part(at * written, n * written));
      }
    } finally {
      free.add(own);
    }
  }

  /** Returns whether the suite's own steps compute mini-batches of this shape. */
  public boolean isPlanned(INDArray images) {
    if (!OneDnnEngine.isAvailable() || !HostTensor.isReadable(images) || images.size(0) == 0) {
      return false;
    }
    // The plans are made for the first mini-batch of a shape.
    long[] own = Arrays.copyOfRange(images.shape(), 1, images.rank());
    if (!Arrays.equals(own, shape)) {
      close();
      plans = InferencePlan.of(network, team.size() / team.parts(), EXAMPLES, own);
      free.addAll(plans);
      shape = own;
    }
    return !plans.isEmpty();
  }

  private int classes() {
    return Math.toIntExact(
        ((FeedForwardLayer) network.getOutputLayer(0).conf().getLayer()).getNOut());
  }
}
